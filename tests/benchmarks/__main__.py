"""All measurements, one after the other: `make bench`."""

from tests.benchmarks import build_bank, start, study_http

for benchmark in (build_bank, start, study_http):
    benchmark.main()
