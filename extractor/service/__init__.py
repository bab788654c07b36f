"""The chain over HTTP: requests are checked and queued here, and worked on in processes of their own."""
