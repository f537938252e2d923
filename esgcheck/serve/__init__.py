"""What ``bin/serve`` starts: broker, web, worker and sweeper, and the supervisor that keeps them alive."""
