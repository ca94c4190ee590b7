"""A model of meaning that can be seen through: words of one concept are one, all others are themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus_search.language import FUNCTION_WORDS, words

Array = NDArray[np.float32]

CONCEPTS = (
    {"sinyalnya", "sinyal", "signal", "reception"},
    {"pelatihan", "training", "course"},
    {"insentif", "incentive", "money"},
    {"gawai", "phone", "telephone"},
    {"kabar", "tiding"},
)
DIMENSIONS = 96


class Concepts:
    """An encoder whose vectors add up concepts."""

    model = ""

    def __init__(self, version: str = "concepts 1") -> None:
        self.version = version
        self.encoded: list[str] = []

    def passages(self, texts: Sequence[str]) -> Array:
        self.encoded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Array:
        total = sum((_direction(word) for word in words(text) if word not in FUNCTION_WORDS), _direction(""))
        unit: Array = (total / np.linalg.norm(total)).astype(np.float32)
        return unit


def _direction(word: str) -> NDArray[np.float64]:
    named = next((min(concept) for concept in CONCEPTS if word in concept), word)
    seed = int.from_bytes(hashlib.sha256(named.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSIONS)
