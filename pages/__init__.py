"""What people see: each page an outline over a published release."""
