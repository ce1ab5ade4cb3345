"""What all tests share: how property-based tests run."""

from hypothesis import settings

# No clock in tests: how long an example takes says more about the machine than about the code.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")
