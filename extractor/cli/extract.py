"""`zhibiao extract`: documents in, records out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.batch.address import Address
    from extractor.batch.remote import Remote
    from extractor.batch.sinks import Format

    Elsewhere = Address | Remote | None

EPILOG = """\
inputs:
  files: .txt .md .html .pdf .docx; folders, searched for them; globs in quotes; - for one text on standard input
  tables: .jsonl .csv .parquet with the columns text, doc_id or id, published, title (--columns renames them)
  any of them packed as .gz or .zst; --files-from LIST names inputs line by line
  URLs: s3://BUCKET/FOLDER/, 'gs://BUCKET/*.jsonl', 'zip://*.txt::news.zip' and what else fsspec reaches

the date of a document decides what 今年, 去年 and a bare 3月 mean. It is taken from --published, else from
--manifest, the row, the page, the file's name (report-2024-02-27.txt), or a dateline in the text. Without any of
these the year stays XXXX: it is never guessed.

output:
  -o FILE       one file, written by this process; its name says the format (.jsonl .json .csv .parquet .duckdb)
  -o DIR -j N   a run with N workers that may be stopped, killed and started again: what is done is kept in
                DIR/splits and never done twice; the result and failures.jsonl appear in DIR at the end
  -o postgresql://USER@HOST/DATABASE
                tables and views on a server; with -j N, --folder DIR is where the run keeps what is done.
                PGPASSWORD or ~/.pgpass keep the password out of the command
  -o s3://BUCKET/FILE
                one file behind a URL; with -j N, --folder DIR is where the run keeps what is done

examples:
  zhibiao extract corpus --manifest corpus/manifest.csv -o out/corpus.jsonl
  zhibiao extract news.csv --format csv --min-confidence 0.9 -o sure.csv
  zhibiao extract archive/ day.jsonl.zst -o run -j 8 --format duckdb
  zhibiao extract archive/ -o run -j 64 --engine ray --address auto
  find archive -name '*.txt' | zhibiao extract --files-from - -o run -j 8
  echo "1-11月，规上工业增加值增长8.2%" | zhibiao extract - --published 2019-12-20 --format json
"""


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "extract",
        help="extract records and organisations",
        description="Extract records and organisations from articles.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "inputs", nargs="*", metavar="INPUT", help="file, folder, glob, table or - (see below)"
    )
    parser.add_argument(
        "--files-from", metavar="LIST", help="a file with an input a line; - is standard input"
    )
    parser.add_argument(
        "--min-confidence", type=options.unit_interval, metavar="X", help="leave out records below"
    )
    parser.add_argument("--no-orgs", action="store_true", help="leave out organisations: faster")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    _add_output(parser)
    _add_run(parser)
    options.add_reading(parser)
    parser.set_defaults(run=run)


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="a file, the folder of a run, or a database (default: standard output)",
    )
    group.add_argument(
        "--format",
        choices=("jsonl", "json", "csv", "parquet", "duckdb"),
        help="default: by the name of OUT, else jsonl",
    )
    group.add_argument(
        "--flat", action="store_true", help="jsonl and parquet: a record a row, not a document"
    )
    group.add_argument(
        "--keep-text",
        action="store_true",
        help="keep the text that spans count in, for HTML, PDF and DOCX: texts/, named by source.sha256",
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("run")
    group.add_argument(
        "-j", "--jobs", type=options.whole, metavar="N", help="workers of a run; 0: one for each processor"
    )
    group.add_argument(
        "--folder",
        metavar="DIR",
        help="the folder of a run whose OUT is a database on a server, or behind a URL",
    )
    group.add_argument(
        "--time-limit",
        type=options.seconds,
        default=60.0,
        metavar="S",
        help="seconds for one document (60; 0: no limit)",
    )
    group.add_argument("--max-chars", type=options.whole, metavar="N", help="the longest document (2000000)")
    group.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="who does a run: processes here, or Ray"
    )
    group.add_argument(
        "--address",
        metavar="HOST:PORT",
        help="a Ray cluster, or auto for the one that this machine belongs to (default: a Ray of N processors here)",
    )
    group.add_argument(
        "--prune", action="store_true", help="at the end, remove kept results that this run did not use"
    )


def run(args: argparse.Namespace) -> int:
    """Extract all inputs; 3 if any failed."""
    from extractor.batch.listing import read_listing
    from extractor.errors import InputError

    inputs = [*args.inputs, *(read_listing(args.files_from) if args.files_from else [])]
    if not inputs:
        raise InputError("nothing to read: name a file, a folder, - or --files-from LIST")
    path, elsewhere = _target(args)
    folder = Path(args.folder) if args.folder else path
    if args.folder and not elsewhere:
        raise InputError("--folder goes with a database or a URL: -o postgresql://USER@HOST/DATABASE")
    named = args.folder or args.jobs is not None or args.engine != "local" or (path and path.is_dir())
    if folder and (named or args.output.endswith(("/", "\\"))):
        return _run_folder(args, inputs, folder, elsewhere)
    runs = {"-j": args.jobs is not None, "--engine": args.engine != "local", "--prune": args.prune}
    for option in (o for o, given in runs.items() if given):
        where = "--folder DIR" if elsewhere else "-o OUTDIR"
        raise InputError(f"{option} belongs to a run, which needs a folder: {where} -j N")
    return _run_file(args, inputs, path, elsewhere)


def _target(args: argparse.Namespace) -> "tuple[Path | None, Elsewhere]":
    """Say where the result goes: to a path here, or elsewhere."""
    if args.output in (None, "-"):
        return None, None
    if args.output.startswith(("postgresql://", "postgres://")):
        return None, _database(args)
    from extractor.batch.remote import located
    from extractor.errors import InputError

    place = located(args.output)
    if not isinstance(place, Path) and args.output.endswith("/"):
        raise InputError(f"{place}: is a folder; name the file, as {place}documents.jsonl")
    return (place, None) if isinstance(place, Path) else (None, place)


def _database(args: argparse.Namespace) -> "Address":
    from extractor.batch.address import Address
    from extractor.errors import InputError

    if args.format or args.flat:
        raise InputError("--format and --flat are for files; a database has its tables")
    return Address(args.output)


def _run_file(args: argparse.Namespace, inputs: list[str], path: Path | None, elsewhere: "Elsewhere") -> int:
    """Extract in this process, one document after another."""
    from extractor.batch.extracting import extract_in_time
    from extractor.batch.listing import total_bytes
    from extractor.batch.model import Failure
    from extractor.batch.progress import Progress
    from extractor.batch.sinks import open_sink
    from extractor.batch.sources import read_units
    from extractor.batch.texts import Texts
    from extractor.errors import InputError
    from extractor.pipeline import Pipeline

    if args.keep_text and path is None:
        raise InputError("--keep-text needs a file here to keep the texts beside: -o FILE, or --folder DIR")
    reading, pipeline = options.reading(args), Pipeline(options.config(args))
    form = _form(args, elsewhere or path)
    printed = form in ("duckdb", "postgres")
    texts = Texts(path.with_name(f"{path.name}.texts") if path and args.keep_text else None)
    progress = Progress(quiet=args.quiet, total=total_bytes(inputs))
    with open_sink(form, elsewhere or path, flat_rows=args.flat) as sink:
        for unit in read_units(inputs, reading):
            done = (
                unit
                if isinstance(unit, Failure)
                else extract_in_time(pipeline, unit, reading, args.time_limit, printed=printed)
            )
            if isinstance(done, Failure):
                progress.failed += 1
                progress.fail(done)
                continue
            sink.write(done)
            texts.keep(done)
            progress.count(done)
            progress.read(unit.size if not isinstance(unit, Failure) else 0)
            progress.step()
    progress.summary(str(elsewhere) if elsewhere else args.output, progress.documents, progress.failed)
    return 3 if progress.failed else 0


def _run_folder(args: argparse.Namespace, inputs: list[str], folder: Path, elsewhere: "Elsewhere") -> int:
    """Extract with workers, into a folder that can be taken up again."""
    import sys
    from dataclasses import replace
    from functools import partial

    from extractor.batch.address import Address
    from extractor.batch.listing import total_bytes
    from extractor.batch.progress import Progress
    from extractor.batch.remote import Remote
    from extractor.batch.run import Job
    from extractor.batch.run import run as run_job
    from extractor.batch.worker import Task

    task = Task(Path(), options.config(args), options.reading(args), args.time_limit)
    job = Job(
        tuple(inputs),
        folder,
        task,
        _jobs(args),
        _form(args, elsewhere),
        args.flat,
        args.keep_text,
        args.prune,
        elsewhere if isinstance(elsewhere, Address) else None,
        elsewhere if isinstance(elsewhere, Remote) else None,
    )
    if args.engine == "ray":
        from extractor.engines.ray import OnRay

        job = replace(job, engine=partial(OnRay, address=args.address))
    progress = Progress(quiet=args.quiet, total=total_bytes(inputs))
    try:
        return 3 if run_job(job, progress) else 0
    except KeyboardInterrupt:
        progress.say(
            f"stopped after {progress.documents} documents; what is done is kept in {folder}: "
            "the same command goes on from there"
        )
        return 130
    finally:
        sys.stderr.flush()


def _jobs(args: argparse.Namespace) -> int:
    import os

    from extractor.errors import InputError

    if args.address and args.engine != "ray":
        raise InputError("--address is that of a Ray cluster: --engine ray")
    if args.address:
        return args.jobs or 0  # all that the cluster has
    return (os.cpu_count() or 1) if args.jobs == 0 else args.jobs or 1


def _form(args: argparse.Namespace, target: "Path | Elsewhere") -> "Format":
    from extractor.batch.address import Address
    from extractor.batch.sinks import SUFFIXES

    if isinstance(target, Address):
        return "postgres"
    form: Format = args.format or SUFFIXES.get(target.suffix.lower() if target else "", "jsonl")
    return form
