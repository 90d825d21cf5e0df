"""What the HTTP server is made of: taking in, checking, recording, answering, measuring."""
