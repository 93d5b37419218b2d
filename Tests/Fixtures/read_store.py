#!/usr/bin/env python3
"""Reads a store of format version 1 and prints every record of its log.

Written from the pages under Sources/Xylem/Xylem.docc/Format alone, never from the code, so that it
proves the pages. Needs nothing but the standard library.

usage: read_store.py DIRECTORY [--from-checkpoint]
"""

import os
import struct
import sys

HEADER_BYTES = 4096
FRAME_BYTES = 64
NO_ROW = 0xFFFFFFFF


class Damage(Exception):
    """Bytes are not what the pages say."""


def table():
    rows = []
    for index in range(256):
        value = index
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
        rows.append(value)
    return rows


TABLE = table()


def crc(seed, data):
    value = ~seed & 0xFFFFFFFF
    for byte in data:
        value = (value >> 8) ^ TABLE[(value ^ byte) & 0xFF]
    return ~value & 0xFFFFFFFF


def require(condition, what):
    if not condition:
        raise Damage(what)


class Reader:
    """Takes values off the front of some bytes."""

    def __init__(self, data):
        self.data = data
        self.place = 0

    def raw(self, count):
        require(count <= len(self.data) - self.place, "bytes end too early")
        self.place += count
        return self.data[self.place - count:self.place]

    def u8(self):
        return self.raw(1)[0]

    def u16(self):
        return int.from_bytes(self.raw(2), "little")

    def u32(self):
        return struct.unpack("<I", self.raw(4))[0]

    def u64(self):
        return struct.unpack("<Q", self.raw(8))[0]

    def varint(self, limit=2**64 - 1):
        value = 0
        for index in range(10):
            byte = self.u8()
            require(index < 9 or byte <= 1, "varint")
            value |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                require(value <= limit, "a number beyond its limit")
                return value
        raise Damage("varint")

    def text(self, limit):
        return self.raw(self.varint(limit)).decode("utf-8")

    def name(self):
        text = self.text(128)
        require(text != "", "empty name")
        require(all(b >= 0x20 and b != 0x7F for b in text.encode()), "control character")
        return text

    def instant(self):
        return self.varint(2**48 - 1)

    def duration(self):
        return self.varint(316_224_000_000)

    def at_end(self):
        return self.place == len(self.data)


def check_version(data, known=0):
    version, features = struct.unpack_from("<H", data, 8)[0], struct.unpack_from("<I", data, 12)[0]
    require(version != 0, "version 0")
    if version > 1 or features & ~known:
        raise Damage("written by a later version")


def siphash128(key, data):
    """SipHash-2-4 with 128 bits of output; `key` is 16 bytes. Returns the low and high half."""
    mask = 2**64 - 1
    low, high = struct.unpack("<QQ", key)
    v = [low ^ 0x736F6D6570736575, high ^ 0x646F72616E646F6D ^ 0xEE,
         low ^ 0x6C7967656E657261, high ^ 0x7465646279746573]

    def rotate(word, bits):
        return (word << bits | word >> (64 - bits)) & mask

    def scramble(rounds):
        for _ in range(rounds):
            v[0], v[2] = (v[0] + v[1]) & mask, (v[2] + v[3]) & mask
            v[1], v[3] = rotate(v[1], 13) ^ v[0], rotate(v[3], 16) ^ v[2]
            v[0] = rotate(v[0], 32)
            v[2], v[0] = (v[2] + v[1]) & mask, (v[0] + v[3]) & mask
            v[1], v[3] = rotate(v[1], 17) ^ v[2], rotate(v[3], 21) ^ v[0]
            v[2] = rotate(v[2], 32)

    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) & 0xFF])
    for (word,) in struct.iter_unpack("<Q", padded):
        v[3] ^= word
        scramble(2)
        v[0] ^= word
    v[2] ^= 0xEE
    scramble(4)
    first = v[0] ^ v[1] ^ v[2] ^ v[3]
    v[1] ^= 0xDD
    scramble(4)
    return first, v[0] ^ v[1] ^ v[2] ^ v[3]


class Identity:
    def __init__(self, data):
        require(len(data) == 512 and data[:8] == b"XYLEMSTO", "identity")
        require(struct.unpack_from("<I", data, 508)[0] == crc(0, data[:508]), "identity checksum")
        check_version(data)
        reader = Reader(data)
        reader.raw(16)
        self.store = reader.raw(16)
        self.segment_bytes = reader.u32()
        require(reader.u32() == 0, "identity")
        self.made_at = reader.u64()
        self.namespace = reader.name()
        self.environment = reader.name()
        self.tag = struct.unpack_from("<Q", self.store)[0] & 0xFFF


class Segment:
    """A begun segment; its header is checked."""

    def __init__(self, number, data, identity):
        self.number, self.data = number, data
        sector = data[:512]
        require(sector[:8] == b"XYLEMSEG", "segment magic")
        require(struct.unpack_from("<I", sector, 508)[0] == crc(0, sector[:508]),
                "segment checksum")
        check_version(sector)
        require(struct.unpack_from("<H", sector, 10)[0] == 0, "segment class")
        reader = Reader(sector)
        reader.raw(16)
        require(reader.raw(16) == identity.store, "segment of another store")
        require(reader.u32() == number, "segment of another number")
        self.epoch = reader.u32()
        self.first_sequence = reader.u64()
        salt = reader.raw(16)
        self.predecessor = reader.u32()
        self.predecessor_end = reader.u32()
        self.predecessor_checksum = reader.u32()
        self.was_used = reader.u32()
        self.seed = crc(0, salt + struct.pack("<Q", number))

    def frame_header(self, offset):
        """The header at `offset` when it is one of this segment and place, else None."""
        head = self.data[offset:offset + FRAME_BYTES]
        if len(head) < FRAME_BYTES or head[:4] != b"XFR1":
            return None
        (body_bytes, count, epoch, own, first, synced, time, previous, number, body_crc,
         head_crc) = struct.unpack("<IIIQQQQIIII", head[4:])
        if head_crc != crc(self.seed, head[:60]) or own != offset or number != self.number:
            return None
        if time >> 48 > 1 or body_bytes < 4 * count:
            return None
        return {
            "body_bytes": body_bytes, "count": count, "epoch": epoch, "first": first,
            "synced": synced, "time": time & (2**48 - 1), "seal": time >> 48 == 1,
            "previous": previous, "body_crc": body_crc, "checksum": head_crc,
            "end": offset + (FRAME_BYTES + body_bytes + 7) // 8 * 8,
        }

    def is_blank(self, offset):
        head = self.data[offset:offset + FRAME_BYTES]
        if not any(head):
            return True
        return self.was_used == 1 and self.frame_header(offset) is None

    def proves_synced(self, sequence, offset):
        for place in range(offset, len(self.data) - FRAME_BYTES + 1, 8):
            if self.data[place:place + 4] == b"XFR1":
                header = self.frame_header(place)
                if header and header["synced"] >= sequence:
                    return True
        return False


def read(path):
    with open(path, "rb") as file:
        return file.read()


def numbered(directory):
    """Files that bear a number, ascending."""
    names = os.listdir(directory) if os.path.isdir(directory) else []
    return sorted(int(n) for n in names if len(n) == 10 and n.isdigit() and 0 < int(n) < 2**32)


class Store:
    def __init__(self, directory):
        self.directory = directory
        self.identity = Identity(read(os.path.join(directory, "store")))
        self.segments = {}
        self.hashes_seen, self.hashes_kept = set(), set()
        for number in numbered(os.path.join(directory, "segments")):
            data = read(os.path.join(directory, "segments", f"{number:010}"))
            if any(data[:512]):
                self.segments[number] = Segment(number, data, self.identity)

    def copy(self, number, offset, length):
        """The record in a cold segment; the segment may have gone since."""
        where = f"c{number}:{offset}+{length}"
        if number not in self.cold_numbers():
            return f"{where} gone"
        found, text = record(self.cold(number)[offset:offset + length], self)
        require(found == length, "length of a copy")
        return f"{where} [{text}]"

    def cold_numbers(self):
        """The numbers of cold segments, ascending."""
        return sorted(int(name[1:]) for name in os.listdir(os.path.join(self.directory, "segments"))
                      if len(name) == 10 and name[0] == "c" and name[1:].isdigit())

    def cold(self, number):
        """The bytes of a cold segment, its header looked at."""
        data = read(os.path.join(self.directory, "segments", f"c{number:09}"))
        require(len(data) >= 512 and data[:8] == b"XYLEMCLD", "cold segment")
        require(struct.unpack_from("<I", data, 508)[0] == crc(0, data[:508]), "cold header checksum")
        check_version(data)
        require(data[16:32] == self.identity.store, "cold segment of another store")
        require(struct.unpack_from("<I", data, 32)[0] == number, "number of a cold segment")
        return data

    def task_id(self, row, generation, milliseconds):
        high = milliseconds << 16 | 7 << 12 | self.identity.tag
        low = 2 << 62 | generation << 32 | row
        digits = f"{high:016x}{low:016x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def definition(reader):
    name = reader.name()
    attempts, base = reader.varint(10_000), reader.duration()
    factor, cap, spread = reader.varint(1_000_000), reader.duration(), reader.u8()
    require(spread <= 2, "spread")
    limit, retention = reader.varint(60_000), reader.duration()
    return (f"name={name!r} attempts={attempts} base={base} factor={factor} cap={cap} "
            f"spread={spread} deliveries={limit} retention={retention}")


NAMES = ["", "queueAdded", "kindAdded", "enqueued", "promoted", "leased", "extended", "completed",
         "retried", "died", "released", "leaseLost", "expired", "cancelled", "revived",
         "discarded", "queuePaused", "queueResumed", "opened", "closed", "relocated",
         "moved", "queueLimited", "permitsTaken"]
CARRIES_BYTES = {"enqueued", "completed", "retried", "died", "relocated"}


def record(data, store):
    """The length and the text of the record at the start of `data`."""
    word = Reader(data).u32()
    number, length = word & 0xFF, word >> 8
    require(1 <= number < len(NAMES), f"kind {number}")
    require(4 <= length <= min(len(data), 2**20 - 1), "record length")
    kind = NAMES[number]
    end = length
    if kind in CARRIES_BYTES:
        end -= 4
        require(struct.unpack_from("<I", data, end)[0] == crc(0, data[:end]), "record checksum")
    reader = Reader(data[4:end])
    text = fields(kind, reader, store)
    if kind in CARRIES_BYTES:
        payload = reader.raw(reader.varint(2**20 - 1 if kind == "relocated" else 262_144))
        text += f" bytes={len(payload)}:{shown(payload)}"
    require(reader.at_end(), "a record with more bytes")
    return length, f"{kind} {text}".strip()


def shown(payload):
    if len(payload) <= 40:
        return repr(payload)
    return f"{payload[:24]!r}... crc {crc(0, payload):08x}"


def fields(kind, reader, store):
    if kind == "queueAdded":
        return f"queue={reader.varint(999_999)} name={reader.name()!r}"
    if kind == "kindAdded":
        return f"kind={reader.varint(65_534)} {definition(reader)}"
    if kind in ("queuePaused", "queueResumed"):
        return f"queue={reader.varint(999_999)}"
    if kind == "queueLimited":
        return f"queue={reader.varint(999_999)} {limit(reader)}"
    if kind == "permitsTaken":
        return f"queue={reader.varint(999_999)} {arrival(reader)}"
    if kind == "opened":
        return f"epoch={reader.varint(2**32 - 1)}"
    if kind == "closed":
        return ""
    row, generation = reader.varint(2**31 - 1), reader.varint(2**30 - 1)
    text = f"task={row}.{generation}"
    if kind == "enqueued":
        return text + enqueued(reader, store, row, generation)
    if kind == "leased":
        return text + f" counter={reader.varint(2**32 - 1)} deadline={reader.instant()}"
    if kind == "extended":
        return text + f" deadline={reader.instant()}"
    if kind == "completed":
        return text + f" forgotten={reader.instant()}"
    if kind in ("retried", "released"):
        return text + f" due={reader.instant()}"
    if kind == "relocated":
        part = reader.u8()
        require(part <= 1, "part")
        return text + f" part={part}"
    if kind == "moved":
        part = reader.u8()
        require(part <= 1, "part")
        number, offset = reader.varint(999_999_999), reader.varint(2**30)
        length = reader.varint(2**20 - 1)
        return text + f" part={part} {store.copy(number, offset, length)}"
    if kind == "died":
        reason, counted = reader.u8(), reader.u8()
        require(1 <= reason <= 4 and counted <= 1, "death")
        return text + f" reason={reason} counted={counted}"
    return text


def limit(reader):
    flags, text = reader.u8(), ""
    require(flags <= 3, "flags of a limit")
    if flags & 1:
        permits, period = reader.varint(1_000_000), reader.varint(316_224_000_000)
        burst = reader.varint(1_000_000)
        require(min(permits, period, burst) > 0, "rate")
        require(permits <= burst * period <= permits * 316_224_000_000, "burst")
        text += f" rate={permits}/{period} burst={burst} {arrival(reader, permits)}"
    if flags & 2:
        concurrency = reader.varint(1_000_000)
        require(concurrency > 0, "concurrency")
        text += f" concurrency={concurrency}"
    return text.strip() or "unlimited"


def arrival(reader, permits=1_000_000):
    instant, parts = reader.instant(), reader.varint(999_999)
    require(parts < permits, "parts of an arrival")
    return f"arrival={instant}+{parts}"


def enqueued(reader, store, row, generation):
    flags = reader.u8()
    require(flags <= 7, "flags")
    queue, kind, priority = reader.varint(999_999), reader.varint(65_534), reader.u8()
    require(priority <= 9, "priority")
    added = reader.instant()
    text = f" queue={queue} kind={kind} priority={priority} added={added}"
    if flags & 1:
        text += f" due={reader.instant()}"
    if flags & 2:
        text += f" expiry={reader.instant()}"
    if flags & 4:
        key = reader.text(256)
        require(key != "", "empty key")
        store.hashes_seen.add(siphash128(store.identity.store, key.encode()))
        text += f" key={key!r}"
    return text + f" id={store.task_id(row, generation, added)}"


class Position:
    """Where the next frame is expected, and what it must follow."""

    def __init__(self, segment, offset, chain, last, epoch):
        self.segment, self.offset = segment, offset
        self.chain, self.last, self.epoch = chain, last, epoch


def beginning(store):
    """Where the whole log starts; nothing when its first segments have gone."""
    first = min(store.segments)
    return None if store.segments[first].predecessor else Position(first, HEADER_BYTES, 0, 0, 0)


def print_cold(store, number):
    data, place = store.cold(number), 512
    while place < len(data):
        length, text = record(data[place:], store)
        print(f"cold c{number}:{place}+{length} {text}")
        place += length


def print_log(store, position):
    while True:
        segment = store.segments[position.segment]
        header = next_frame(segment, position)
        if header is None:
            return print_end(store, segment, position)
        where = f"{position.segment}:{position.offset}"
        flags = " seal" if header["seal"] else ""
        print(f"frame {where} epoch={header['epoch']} records={header['count']} "
              f"bytes={header['body_bytes']} first={header['first']} synced={header['synced']} "
              f"time={header['time']}{flags}")
        print_records(store, segment, position, header)
        position.chain, position.epoch = header["checksum"], header["epoch"]
        position.last = header["first"] + header["count"] - 1
        position.offset = header["end"]
        if header["seal"]:
            follow(store, position)


def next_frame(segment, position):
    header = segment.frame_header(position.offset)
    if header is None or header["previous"] != position.chain:
        return None
    if header["first"] != position.last + 1 or header["epoch"] < position.epoch:
        return None
    start = position.offset + FRAME_BYTES
    body = segment.data[start:start + header["body_bytes"]]
    if header["end"] > len(segment.data) or crc(segment.seed, body) != header["body_crc"]:
        return None
    return header


def print_records(store, segment, position, header):
    place = position.offset + FRAME_BYTES
    end = place + header["body_bytes"]
    for sequence in range(header["first"], header["first"] + header["count"]):
        length, text = record(segment.data[place:end], store)
        print(f"  {sequence} {position.segment}:{place}+{length} {text}")
        place += length
    require(place == end, "records do not fill the frame")


def follow(store, position):
    number = position.segment + 1
    require(number in store.segments, "the segment after a seal")
    header = store.segments[number]
    require(header.predecessor == position.segment, "predecessor")
    require(header.predecessor_end == position.offset, "predecessor's end")
    require(header.predecessor_checksum == position.chain, "predecessor's checksum")
    require(header.first_sequence == position.last + 1, "first sequence")
    print(f"segment {number} epoch={header.epoch} first={header.first_sequence} "
          f"used={header.was_used}")
    position.segment, position.offset = number, HEADER_BYTES


def print_end(store, segment, position):
    following = position.last + 1
    proof = segment.proves_synced(following, position.offset) or any(
        later.proves_synced(following, HEADER_BYTES)
        for number, later in store.segments.items() if number > segment.number)
    require(not proof, f"synced bytes are damaged at {segment.number}:{position.offset}")
    state = "end" if segment.is_blank(position.offset) else "torn"
    print(f"{state} {segment.number}:{position.offset} after {position.last}")


COUNTERS = ["ready", "delayed", "leased", "done", "dead", "enqueued", "completed", "retried",
            "died", "revived", "buried", "expired", "cancelled", "leases", "lost"]
STATUSES = ["free", "ready", "delayed", "leased", "done", "dead"]


def counters(numbers):
    require(all(number < 2**56 for number in numbers), "counter")
    return " ".join(f"{n}={v}" for n, v in zip(COUNTERS, numbers) if v) or "no counts"


def print_checkpoint(store, number):
    """Prints a checkpoint and returns where replay goes on."""
    data = read(os.path.join(store.directory, "checkpoints", f"{number:010}"))
    head = Reader(data[:128])
    require(head.raw(8) == b"XYLEMCHK", "checkpoint magic")
    require(struct.unpack_from("<I", data, 124)[0] == crc(0, data[:124]), "checkpoint checksum")
    check_version(data, known=3)
    head.raw(8)
    require(head.raw(16) == store.identity.store, "checkpoint of another store")
    require(head.u32() == number, "checkpoint of another number")
    epoch, last, time = head.u32(), head.u64(), head.u64()
    segment, offset, chain, lease, chunks = (head.u32() for _ in range(5))
    print(f"checkpoint {number} epoch={epoch} last={last} time={time} "
          f"position={segment}:{offset} leases={lease} chunks={chunks}")
    place = 128
    index = {"queue": 0, "kind": 0, "task": 0, "companion": 0, "hashes": store.hashes_kept}
    for expected in range(chunks):
        place = print_chunk(data, place, number, expected, index)
    require(place == len(data), "length of the checkpoint")
    return Position(segment, offset, chain, last, epoch)


def print_chunk(data, place, checkpoint, expected, index):
    header = data[place:place + 32]
    require(len(header) == 32 and header[:4] == b"XCK1", "chunk magic")
    kind, number, rows, _, length, checksum = struct.unpack("<IIIQII", header[4:])
    require(number == expected and length <= 8 * 2**20, "chunk")
    body = data[place + 32:place + 32 + length]
    require(len(body) == length and checksum == crc(crc(checkpoint, header[:28]), body),
            "chunk checksum")
    reader = Reader(body)
    show = {1: show_totals, 2: show_queue, 3: show_kind, 4: show_task, 5: show_companion,
            6: Unpacker().show, 7: show_limit}
    require(kind in show, "chunk kind")
    for _ in range(rows):
        show[kind](reader, index)
    require(reader.at_end(), "a chunk with more bytes")
    return place + 32 + length


def show_totals(reader, _):
    text = counters([reader.u64() for _ in range(15)])
    tasks, free_task, companions, free_companion = (reader.u32() for _ in range(4))
    print(f"  totals {text} rows={tasks} free={row_text(free_task)} "
          f"companions={companions} free={row_text(free_companion)}")


def row_text(row):
    return "-" if row == NO_ROW else str(row)


def show_queue(reader, index):
    name, paused = reader.name(), reader.u8()
    require(paused <= 1, "paused")
    lists = []
    for position in range(11):
        head, tail, count = reader.u32(), reader.u32(), reader.u32()
        if count:
            label = "dead" if position == 10 else f"p{position}"
            lists.append(f"{label}={row_text(head)}..{row_text(tail)}({count})")
    text = counters([reader.varint() for _ in range(15)])
    print(f"  queue {index['queue']} {name!r} paused={paused} {' '.join(lists)} {text}")
    index["queue"] += 1


def show_kind(reader, index):
    text = definition(reader)
    print(f"  kind {index['kind']} {text} {counters([reader.varint() for _ in range(15)])}")
    index["kind"] += 1


def show_task(reader, index):
    word = [reader.u32() for _ in range(12)]
    print_task(index, {
        "next": word[0], "previous": word[1], "queue": word[2], "generation": word[3],
        "segment": word[4], "offset": word[5], "length": word[6] & 0xFFFFF,
        "status": word[6] >> 20 & 15, "priority": word[6] >> 24 & 15, "companion": word[8],
        "due": (word[10] & 0xFFFF) << 32 | word[9], "failures": word[10] >> 16,
        "deliveries": word[11] & 0xFFFF, "kind": word[11] >> 16})


def print_task(index, task):
    row, status = index["task"], task["status"]
    require(status <= 5, "status")
    index["task"] += 1
    if status == 0:
        return print(f"  row {row} free next={row_text(task['next'])} "
                     f"generation={task['generation']}")
    links = [row_text(task.get(link, NO_ROW)) for link in ("previous", "next")]
    print(f"  row {row} {STATUSES[status]} queue={task['queue']} generation={task['generation']} "
          f"record={task['segment']}:{task['offset']}+{task['length']} "
          f"priority={task['priority']} kind={task['kind']} failures={task['failures']} "
          f"deliveries={task['deliveries']} companion={row_text(task['companion'])}"
          + (f" until={task['due']}" if status in (2, 3, 4) else "")
          + (f" links={links[0]},{links[1]}" if status in (1, 5) else ""))


class Unpacker:
    """Reads the packed task rows of one chunk."""

    def __init__(self):
        self.expected = dict.fromkeys(
            ["place", "generation", "queue", "kind", "segment", "offset", "length", "due"],
            0)
        self.companion = 0

    def show(self, reader, index):
        row, expected = index["task"], self.expected
        fields = reader.u16()
        require(fields < 1 << 13, "fields of a packed row")

        def plain(bit, value):
            return reader.varint() if fields >> bit & 1 else value

        def near(bit, value, width=32):
            if not fields >> bit & 1:
                return value
            written = reader.varint(2**width - 1)
            return (value + (written >> 1 ^ -(written & 1))) % 2**width

        place = plain(0, expected["place"])
        task = {"status": place & 15, "priority": place >> 4,
                "generation": plain(1, expected["generation"])}
        listed, timed = task["status"] in (1, 5), task["status"] in (2, 3, 4)
        if place:
            task["queue"], task["kind"] = plain(2, expected["queue"]), plain(3, expected["kind"])
            task["segment"] = near(4, expected["segment"])
            task["offset"] = near(5, expected["offset"])
            task["length"] = plain(6, expected["length"])
            task["companion"] = near(7, self.companion) if fields >> 7 & 1 else NO_ROW
            if timed:
                task["due"] = near(8, expected["due"], 64)
            task["failures"], task["deliveries"] = plain(9, 0), plain(10, 0)
        if listed:
            task["next"] = near(11, (row + 1) % 2**32)
            task["previous"] = near(12, (row - 1) % 2**32)
        elif place == 0:
            task["next"] = near(11, (row - 1) % 2**32)
        self.learn(place, task)
        print_task(index, task)

    def learn(self, place, task):
        self.expected["place"] = place
        for name in ("generation", "queue", "kind", "segment", "length", "due"):
            self.expected[name] = task.get(name, self.expected[name])
        if place:
            self.expected["offset"] = task["offset"] + task["length"]
            if task["companion"] != NO_ROW:
                self.companion = task["companion"] + 1


def show_companion(reader, index):
    following, owner, segment, offset, length, zero = (reader.u32() for _ in range(6))
    expiry, low, high, added = (reader.u64() for _ in range(4))
    require(zero == 0, "companion")
    row = index["companion"]
    index["companion"] += 1
    if owner == NO_ROW:
        return print(f"  companion {row} free next={row_text(following)}")
    reason = f"{segment}:{offset}+{length}" if length else "-"
    if low | high:
        index["hashes"].add((low, high))
    print(f"  companion {row} of {owner} reason={reason} expiry={expiry} "
          f"key={high:016x}{low:016x} added={added}")


def show_limit(reader, _):
    queue = reader.u32()
    print(f"  limit {row_text(queue)} {limit(reader) if queue != NO_ROW else 'free'}")


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        require(crc(0, b"123456789") == 0xE3069283, "our own checksum")
        store = Store(arguments[0])
        identity = store.identity
        print(f"store {identity.store.hex()} segments of {identity.segment_bytes} made "
              f"{identity.made_at} {identity.namespace!r}/{identity.environment!r}")
        position = None
        for number in numbered(os.path.join(arguments[0], "checkpoints")):
            position = print_checkpoint(store, number)
        for number in store.cold_numbers():
            print_cold(store, number)
        whole = None if position and "--from-checkpoint" in arguments else beginning(store)
        require(whole or position, "the beginning of the log is not kept, and no checkpoint is")
        print_log(store, whole or position)
        if whole:
            require(store.hashes_kept <= store.hashes_seen, "hash of a unique key")
        return 0
    except Damage as damage:
        print(f"damaged: {damage}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
