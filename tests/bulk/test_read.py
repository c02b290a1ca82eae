"""`enishi read`: every form of input gives a line, and what cannot be read stops nothing else."""

import gzip
import json
import tracemalloc
from pathlib import Path

import zstandard

from enishi.bulk.reading import bundled
from enishi.bulk.sources import Source, sources_of
from enishi.domain import press
from enishi.domain.press.documents import document_of
from tests.bulk.conftest import REPORT, Run, lines_of

PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Quang Ninh and Gunma sign</title>
<meta property="article:published_time" content="2025-11-25T09:00:00+07:00"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport from Osaka</a></nav>
<article><h1>Quang Ninh and Gunma sign</h1>{f"<p>{REPORT * 2}</p>" * 4}</article>
<footer>All rights reserved, Kyoto office</footer></body></html>"""


def test_a_line_tells_all_that_the_engine_reads(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "first.report.txt").write_text(REPORT, encoding="utf-8")
    done = enishi("read", "first.report.txt", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = lines_of(done.stdout)
    digest = line.pop("digest")
    assert len(digest) == 16
    assert line.pop("notes") == []
    assert line == document_of(press.read(REPORT), "first.report")


def test_folders_are_read_by_name_and_order_stays_that_of_the_input(
    enishi: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    for name in ("c.txt", "a.txt", "b/z.txt", "b/y.html", "notes.docx", ".hidden.txt"):
        (folder / name).write_text(REPORT + name, encoding="utf-8")
    done = enishi("read", "--json", "in", "in/a.txt")
    assert [line["id"] for line in lines_of(done.stdout)] == ["a", "y", "z", "c", "a"]


def test_workers_change_nothing(enishi: Run, tmp_path: Path) -> None:
    with (tmp_path / "in.jsonl").open("w", encoding="utf-8") as file:
        for number in range(300):
            file.write(json.dumps({"id": number, "text": f"{REPORT} {number}"}) + "\n")
    alone = enishi("read", "--json", "in.jsonl", "--workers", "1")
    assert [line["id"] for line in lines_of(alone.stdout)] == [str(each) for each in range(300)]
    assert enishi("read", "--json", "in.jsonl", "--workers", "3").stdout == alone.stdout


def test_records_packed_or_not_are_the_same(enishi: Run, tmp_path: Path) -> None:
    plain = b"".join(
        json.dumps({"id": f"n{number}", "text": REPORT * number, "more": [1]}).encode() + b"\n"
        for number in range(40)
    )
    (tmp_path / "in.jsonl").write_bytes(plain)
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(plain))
    half = len(plain) // 2
    packed = [zstandard.compress(part) for part in (plain[:half], plain[half:])]
    (tmp_path / "in.jsonl.zst").write_bytes(b"".join(packed))
    told = enishi("read", "--json", "in.jsonl").stdout
    assert len(lines_of(told)) == 40
    assert enishi("read", "--json", "in.jsonl.gz").stdout == told
    assert enishi("read", "--json", "in.jsonl.zst").stdout == told


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.zst"
    line = json.dumps({"text": REPORT * 30}).encode() + b"\n"
    with path.open("wb") as file, zstandard.ZstdCompressor().stream_writer(file) as packed:
        for _ in range(10_000):
            packed.write(line)
    tracemalloc.start()
    try:
        read = sum(map(len, bundled(s for s in sources_of([str(path)]) if isinstance(s, Source))))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read == 10_000
    assert peak < 4 * 2**20 < 10_000 * len(line) / 10


def test_records_without_a_name_are_called_by_their_line(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n\n{"id": 7, "text": "b"}', encoding="utf-8")
    told = lines_of(enishi("read", "--json", "in.jsonl").stdout)
    assert [line["id"] for line in told] == ["in:1", "7"]


def test_a_page_is_read_without_what_stands_around_its_article(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (line,) = lines_of(enishi("read", "--json", "--with-text", "page.html").stdout)
    assert line["text"].startswith("2025-11-25\n\nQuang Ninh and Gunma sign\n25 November")
    assert "Osaka" not in line["text"]
    assert "Kyoto" not in line["text"]
    assert (line["id"], line["notes"]) == ("page", [])


def _response(address: str, kind: str, status: str, body: bytes) -> bytes:
    """Return a record of a web archive."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = head.encode() + body
    told = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:0cd0ecc5-7dc2-4f3f-9f4c-{abs(hash(address)) % 10**12:012}>\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2025-11-25T09:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n"
    )
    return f"{told}\r\n".encode() + answer + b"\r\n\r\n"


def test_pages_of_a_web_archive_are_read(enishi: Run, tmp_path: Path) -> None:
    records = [
        _response("https://a.example/1", "text/html; charset=UTF-8", "200 OK", PAGE.encode()),
        _response("https://a.example/2", "image/png", "200 OK", b"\x89PNG"),
        _response("https://a.example/3", "text/html", "404 Not Found", PAGE.encode()),
        _response(
            "https://a.example/4",
            'text/html; charset="Shift_JIS"',
            "200 OK",
            f"<html><article><p>{'群馬県の知事が来た。' * 40}</p></article></html>".encode("cp932"),
        ),
    ]
    (tmp_path / "in.warc").write_bytes(b"".join(records))
    (tmp_path / "in.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    for name in ("in.warc", "in.warc.gz"):
        told = lines_of(enishi("read", "--json", "--with-text", name).stdout)
        assert [(line["id"], line["notes"]) for line in told] == [
            ("https://a.example/1", []),
            ("https://a.example/4", ["charset:cp932"]),
        ]
        assert "Gunma signed a memorandum" in told[0]["text"]
        assert told[1]["text"].startswith("群馬県の知事が来た。")


def test_empty_and_binary_files_give_a_line_without_facts(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    done = enishi("read", "--json", "empty.txt", "binary.txt")
    assert done.returncode == 0
    told = lines_of(done.stdout)
    assert [(line["id"], line["notes"]) for line in told] == [
        ("empty", ["empty"]),
        ("binary", ["binary"]),
    ]
    assert [line["localities"] + line["people"] + line["figures"] for line in told] == [[], []]


def test_what_cannot_be_read_is_told_and_the_others_go_on(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id": "a"\n{"id": "b"}\n{"text": "c"}\n', encoding="utf-8")
    whole = gzip.compress(b'{"id": "d", "text": "d"}\n' * 2000)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "bad.jsonl.zst").write_bytes(b"no such thing")
    (tmp_path / "bad.warc.gz").write_bytes(b"no such thing")
    names = ["missing.txt", "in.jsonl", "cut.jsonl.gz", "bad.jsonl.zst", "bad.warc.gz", "good.txt"]
    done = enishi("read", "--json", *names)
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert [line.partition(": ")[0] for line in told] == [
        "missing.txt",
        "in.jsonl:1",
        "in.jsonl:2",
        "cut.jsonl.gz",
        "bad.jsonl.zst",
        "bad.warc.gz",
    ]
    assert told[0] == "missing.txt: it cannot be read: No such file or directory."
    assert told[2] == "in.jsonl:2: the record has no “text”. Add it."
    ids = [line["id"] for line in lines_of(done.stdout)]
    assert (ids[0], ids[-1], {*ids[1:-1]}) == ("in:3", "good", {"d"})


def test_what_comes_in_is_read(enishi: Run) -> None:
    done = enishi("read", "-", "--json", given=REPORT.encode())
    assert [line["id"] for line in lines_of(done.stdout)] == ["stdin"]


def test_without_json_an_account_for_people_is_given(enishi: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = enishi("read", "a.txt")
    assert done.stdout.decode().splitlines()[0].startswith("a · ")
    assert done.stdout.decode().splitlines()[-1] == "  empty"


def test_halves_of_characters_are_replaced(enishi: Run, tmp_path: Path) -> None:
    record = '{"id": "half \\ud83d", "text": "Osaka \\ud800 x"}'
    (tmp_path / "in.jsonl").write_text(record, encoding="utf-8")
    done = enishi("read", "--json", "--with-text", "in.jsonl")
    (line,) = lines_of(done.stdout)
    assert (line["id"], line["text"], line["notes"]) == (
        "half \ufffd",
        "Osaka \ufffd x",
        ["replaced:1"],
    )


def test_mistakes_are_told_with_what_to_do(enishi: Run) -> None:
    done = enishi("read")
    assert done.returncode == 2
    assert done.stderr.decode().endswith("enishi read: name what to read: files or folders.\n")
    done = enishi("read", "x.txt", "--workers", "0")
    assert done.returncode == 2
    assert "“0” is no number of processes. Write 1 to 1024." in done.stderr.decode()
