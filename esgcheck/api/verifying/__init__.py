"""What ``manage.py verify`` does, piece by piece."""
