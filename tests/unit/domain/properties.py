"""How properties are tried: often enough to find something, never so long that anybody waits."""

from hypothesis import HealthCheck, settings

tried = settings(
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
