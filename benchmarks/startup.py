"""How long it takes before anything is read: the help, the language model, the actors, the gazetteer, the codebook.

    python benchmarks/startup.py [--times 5]

Each part is loaded in a fresh process, the files in the system's cache; the middle of the processor seconds that
the process took beyond starting Python alone, imports included.
"""

import argparse
import os
import statistics
import subprocess
import sys

PARTS = {
    "dragoman --help": "import sys; sys.argv = ['dragoman', '--help']; from dragoman.cli import main; main()",
    "language model": "from dragoman.language import load_reader; load_reader()",
    "actors": "from dragoman.actors.knowledge import load_knowledge; load_knowledge()",
    "gazetteer": "from dragoman.places.gazetteer import load_gazetteer; load_gazetteer()",
    "codebook": "from dragoman.events.codebook import load_codebook; load_codebook()",
}


def seconds(code: str) -> float:
    """Processor seconds of a fresh Python that runs `code`, and of its children."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    bare = statistics.median(seconds("pass") for _ in range(times))
    print(f"{'Python alone':18} {bare:.2f} s")
    for name, code in PARTS.items():
        seconds(code)
        print(f"{name:18} {statistics.median(seconds(code) for _ in range(times)) - bare:.2f} s", flush=True)


if __name__ == "__main__":
    main()
