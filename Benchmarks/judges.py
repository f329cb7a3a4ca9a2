#!/usr/bin/env python3
"""How many requests a second judges keep under way against a server that takes 50 ms for each, beside Python clients.

judges.py REWARDC FOLDER [ROWS]    FOLDER keeps the generated files

A server on this machine answers every request 50 ms after it came. 64 requests are on their way at once, so that 1280 a second
is the best that anybody can do. `rewardc run` reads rows, asks, keeps each answer in its cache and writes scored rows; the peers
hold the prompts already and only ask, with a semaphore of 64. All take turns; of several rounds the quickest counts.
"""
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from measure import Run, cpu_model

ROUNDS = 3
IN_FLIGHT = 64
LATENCY = 0.05
IDEAL = IN_FLIGHT / LATENCY

SPEC = """
spec judged 1.0.0
input response: text
judge clear: 0..1 {
  prompt  \"\"\"
    How clear is this answer?
    {response}
    \"\"\"
  answers 1..5
  fault   retry 2 then drop
}
reward total = clear
advantage = grpo(total)
"""


class Answering(asyncio.Protocol):
    """HTTP/1.1 with kept connections, as far as the clients here need it."""

    body = json.dumps(
        {
            "id": "1", "object": "chat.completion", "created": 0, "model": "stub",
            "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Clear.\nVerdict: 4"}}
            ],
            "usage": {"prompt_tokens": 100, "completion_tokens": 8, "total_tokens": 108},
        }
    ).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    def connection_made(self, transport):
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.transport, self.data = transport, b""

    def data_received(self, data):
        self.data += data
        while (end := self.data.find(b"\r\n\r\n")) >= 0:
            head = self.data[:end].lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0]) if b"content-length:" in head else 0
            if len(self.data) < end + 4 + length:
                return
            self.data = self.data[end + 4 + length :]
            asyncio.get_running_loop().call_later(LATENCY, self.transport.write, self.answer)


async def serve():
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def ask_httpx(url, prompts, semaphore):
    import httpx

    limits = httpx.Limits(max_connections=IN_FLIGHT, max_keepalive_connections=IN_FLIGHT)
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:

        async def ask(prompt):
            async with semaphore:
                answer = await client.post(f"{url}/chat/completions", json=request(prompt))
            return answer.json()["choices"][0]["message"]["content"]

        return await asyncio.gather(*map(ask, prompts))


async def ask_aiohttp(url, prompts, semaphore):
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as client:

        async def ask(prompt):
            async with semaphore, client.post(f"{url}/chat/completions", json=request(prompt)) as answer:
                return (await answer.json())["choices"][0]["message"]["content"]

        return await asyncio.gather(*map(ask, prompts))


async def ask_openai(url, prompts, semaphore):
    import openai

    async with openai.AsyncOpenAI(base_url=url, api_key="none") as client:

        async def ask(prompt):
            async with semaphore:
                answer = await client.chat.completions.create(**request(prompt))
            return answer.choices[0].message.content

        return await asyncio.gather(*map(ask, prompts))


PEERS = {"aiohttp": ask_aiohttp, "httpx": ask_httpx, "openai": ask_openai}


def request(prompt):
    return {"model": "stub", "messages": [{"role": "user", "content": prompt}], "temperature": 0, "seed": 0}


def peer(name, url, path):
    with open(path) as file:
        prompts = [f"How clear is this answer?\n{json.loads(line)['response']}" for line in file]
    answers = asyncio.run(PEERS[name](url, prompts, asyncio.Semaphore(IN_FLIGHT)))
    assert len(answers) == len(prompts) and all(answer.endswith("Verdict: 4") for answer in answers)


def installed(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], stderr=subprocess.DEVNULL).returncode == 0


def main(rewardc, folder, rows=64 * 80):
    rewardc, folder, rows = Path(rewardc).resolve(), Path(folder).resolve(), int(rows)
    folder.mkdir(parents=True, exist_ok=True)
    spec, rollouts, cache = folder / "judged.reward", folder / "judged.jsonl", folder / "judged.db"
    metrics = folder / "judged.metrics.json"
    spec.write_text(SPEC)
    with open(rollouts, "w") as file:
        for index in range(rows):
            text = f"Answer {index}: " + "water boils at a hundred degrees, less on a mountain. " * 8
            file.write(json.dumps({"id": str(index), "group_id": str(index // 8), "response": text}) + "\n")

    server = subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
        lock = folder / "reward.lock"
        lock.write_text(json.dumps({"models": {"judge": {"endpoint": url, "model": "stub", "in_flight": IN_FLIGHT}}}))
        command = (
            rewardc, "run", spec, rollouts, "--lock", lock, "--cache", cache, "--metrics", metrics, "-q", "-o",
            folder / "judged.scored.jsonl",
        )
        commands = {"rewardc run": command}
        for name in filter(installed, PEERS):
            commands[name] = (sys.executable, __file__, "peer", name, url, rollouts)
        print(f"{cpu_model()}, {os.cpu_count()} cores; load average {os.getloadavg()[0]:.1f} before, ", end="", flush=True)
        runs = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                for old in folder.glob("judged.db*"):
                    old.unlink()
                runs[name].append(Run(*command))
                if name == "rewardc run":
                    calls = json.loads(metrics.read_text())["judges"]["clear"]["calls"]
                    assert calls == rows, f"{calls} calls for {rows} rows"
        print(f"{os.getloadavg()[0]:.1f} after")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()

    print(f"{rows} requests of 50 ms, {IN_FLIGHT} in flight: at best {IDEAL:.0f} a second; the quickest of {ROUNDS} rounds\n")
    print(f"{'':14}{'requests per s':>16}{'of the best':>13}{'CPU s':>8}{'peak MiB':>10}")
    for name, found in runs.items():
        best = min(found, key=lambda run: run.wall)
        rate = rows / best.wall
        print(f"{name:14}{rate:16,.0f}{rate / IDEAL:13.0%}{best.cpu:8.1f}{best.memory:10,.0f}")
    ours = min(run.wall for run in runs.pop("rewardc run"))
    ratios = ", ".join(f"{min(run.wall for run in found) / ours:.2f} times {name}" for name, found in runs.items())
    if ratios:
        print(f"\nrewardc asks {ratios}, by the second of the clock; starting the program is counted for all.")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        asyncio.run(serve())
    elif sys.argv[1] == "peer":
        peer(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
