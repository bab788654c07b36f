"""The same work on clusters: Ray and Spark."""
