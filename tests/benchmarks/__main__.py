"""All measurements, one after the other, as `make bench` runs them."""

from tests.benchmarks import build_bank, start, study_http

for benchmark in (build_bank, start, study_http):
    benchmark.main()
