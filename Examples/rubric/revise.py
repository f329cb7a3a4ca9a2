#!/usr/bin/env python3
"""Answers the requests of a run with any endpoint that speaks OpenAI's chat completions: the trainer's part of hindsight.

    revise.py scored.revise.requests.jsonl http://127.0.0.1:8000/v1 MODEL > revisions.jsonl
"""
import json
import sys
import urllib.request

requests, endpoint, model = sys.argv[1:4]
for line in open(requests, encoding="utf-8"):
    request = json.loads(line)
    for answer in range(request["answers"]):
        body = {
            "model": model,
            "messages": [{"role": "user", "content": request["prompt"]}],
            "temperature": 0.7,
            "max_tokens": 160,
            "seed": answer,
        }
        post = urllib.request.Request(
            f"{endpoint}/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(post, timeout=600) as reply:
            text = json.load(reply)["choices"][0]["message"]["content"].strip()
        row = {"id": f"{request['id']}-{answer}", "revises": request["id"], "response": text}
        print(json.dumps(row, ensure_ascii=False), flush=True)
