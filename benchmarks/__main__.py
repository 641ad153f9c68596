"""All benchmarks, one after the other: ``python -m benchmarks``."""

from benchmarks import importing, retrieval, startup, turns

for benchmark in (retrieval, importing, turns, startup):
    print(f"\n{benchmark.__name__}: {(benchmark.__doc__ or '').strip()}", flush=True)
    benchmark.main()
