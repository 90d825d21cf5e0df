"""The Xero adapter against hand-written answers, one behaviour a test."""
