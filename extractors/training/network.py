"""The network: a six-layer MiniLM encoder that is told how words are written, with a CRF over words.

Its lower layers read word pieces, its upper ones only the first piece of each word, which by then knows the rest of
its word: a sixth less to compute there.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from extractors import words
from extractors.recogniser import tags

PIECES_UP_TO = 2  # layers that read all pieces; those above read words


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward part, each normed after adding."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.grow = nn.Linear(width, inner)
        self.shrink = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (batch, pieces, width), mask (batch, 1, 1, pieces) added to the scores."""
        batch, length, width = x.shape
        drop = self.dropout if self.training else 0.0

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:  # fused, several times faster; the plain form below exports to plain operators
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            y = (q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask).softmax(-1) @ v
        y = self.attended(y.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + F.dropout(y, drop, self.training))
        y = self.shrink(F.gelu(self.grow(x)))
        result: Tensor = self.norm2(x + F.dropout(y, drop, self.training))
        return result


class Recogniser(nn.Module):
    """Pieces, shapes, gaps and mask (all batch x pieces) to scores of tags for each word (batch x words x tags)."""

    def __init__(
        self, vocabulary: int = 30522, width: int = 384, layers: int = 6, heads: int = 12, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.piece = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shape = nn.Embedding(len(words.SHAPES), width)
        self.gap = nn.Embedding(len(words.GAPS), width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width, dropout) for _ in range(layers))
        self.scores = nn.Linear(width, len(tags.TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(tags.TAGS), len(tags.TAGS)))
        self.register_buffer("legal", torch.from_numpy(tags.legal()), persistent=False)
        for added in (self.shape, self.gap):
            nn.init.normal_(added.weight, std=0.02)

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor, firsts: Tensor, there: Tensor
    ) -> Tensor:
        """Scores before the CRF. firsts (batch x words): places of words' first pieces; there: their mask."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.piece(pieces) + self.position(places)[None] + self.kind + self.shape(shapes) + self.gap(gaps)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        if torch.is_autocast_enabled("cpu"):
            x = x.bfloat16()
        added = _added(mask, x)
        for number, layer in enumerate(self.layers):
            if number == PIECES_UP_TO:
                x = x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[-1]))
                added = _added(there, x)
            x = layer(x, added)
        result: Tensor = self.scores(F.dropout(x, self.dropout, self.training))
        return result

    def loss(self, scores: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood a word, of all taggings that the annotation allows.

        scores (passages, words, tags); allowed the same shape, true where a tag may stand; mask (passages, words).
        """
        forbidden = scores.new_full((), float(tags.FORBIDDEN))
        both = torch.cat([scores, torch.where(allowed, scores, forbidden)])
        masks = torch.cat([mask, mask])
        table = self.transitions + self.legal
        alpha = both[:, 0]
        for step in range(1, both.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + table, 1) + both[:, step]
            alpha = torch.where(masks[:, step, None], after, alpha)
        total = torch.logsumexp(alpha, 1)
        everything, right = total.chunk(2)
        return (everything - right).sum() / mask.sum()


def _added(mask: Tensor, x: Tensor) -> Tensor:
    """A mask (batch x places) as what attention adds to its scores."""
    return (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4


def load_encoder(network: Recogniser, weights: Mapping[str, Tensor]) -> None:
    """Copy the weights of a BERT encoder (names as in its safetensors file) into a network."""
    names = {
        "embeddings.word_embeddings.weight": "piece.weight",
        "embeddings.position_embeddings.weight": "position.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
    }
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "attended",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "grow",
        "output.dense": "shrink",
        "output.LayerNorm": "norm2",
    }
    for number in range(len(network.layers)):
        for theirs, ours in parts.items():
            for end in ("weight", "bias"):
                names[f"encoder.layer.{number}.{theirs}.{end}"] = f"layers.{number}.{ours}.{end}"
    state = {ours: weights[theirs].float() for theirs, ours in names.items()}
    state["kind"] = weights["embeddings.token_type_embeddings.weight"][0].float()
    missing, unknown = network.load_state_dict(state, strict=False)
    left = [name for name in missing if name.split(".")[0] not in ("shape", "gap", "scores", "transitions")]
    if left or unknown:
        raise ValueError(f"the encoder's weights do not fit: {left or unknown}")
