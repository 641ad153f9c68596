"""All benchmarks, one after the other: ``python -m benchmarks``."""

from benchmarks import importing, latency, retrieval, scale, startup, turns, updates

for benchmark in (retrieval, latency, importing, updates, turns, startup, scale):
    print(f"\n{benchmark.__name__}: {(benchmark.__doc__ or '').strip()}", flush=True)
    benchmark.main()
