"""What is said of a fact once it stands: how sure it is, whether it can be so, and whether it was said before."""
