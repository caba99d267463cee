"""Learning: epochs over texts that are varied each time, and the average of the weights at the end."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from extractors.recogniser.pieces import Pieces
from extractors.training.augment import vary
from extractors.training.batches import Batch, batches, windows
from extractors.training.names import Pool
from extractors.training.network import Recogniser
from extractors.training.texts import Annotated

WARM_UP = 0.08  # share of the steps in which the rate rises
LAST_RATE = 0.02  # of the full rate, at the end
DECAY_OF_LAYERS = 0.9  # each layer nearer to the input learns that much slower
NEW_PARTS = 5.0  # times the rate: what the encoder did not bring along
TRANSITIONS = 25.0
AVERAGE = 0.99  # weight of what has been in the moving average of the weights


@dataclass(frozen=True, slots=True)
class Course:
    """How to learn: epochs, the rate of the top layer, pieces a batch, the seed of all chance."""

    epochs: int = 8
    rate: float = 2e-4
    pieces: int = 1536
    seed: int = 1
    varied: float = 0.75  # share of the texts that are varied in an epoch


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a training stands; `loss` is the mean a word since the last report."""

    epoch: int
    step: int
    steps: int
    loss: float
    epoch_done: bool


def learn(
    network: Recogniser,
    choose: Callable[[random.Random], Iterable[Annotated]],
    pieces: Pieces,
    pool: Pool,
    course: Course,
    report: Callable[[Progress, dict[str, Tensor]], None],
) -> dict[str, Tensor]:
    """Train a network in place on the texts that `choose` gives for each epoch; the averaged weights."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    optimizer = torch.optim.AdamW(_groups(network, course.rate), betas=(0.9, 0.98))
    average = {name: value.clone() for name, value in network.state_dict().items()}
    step, steps = 0, 0
    for epoch in range(course.epochs):
        todo = _epoch(list(choose(chance)), pieces, pool, chance, course)
        steps = steps or len(todo) * course.epochs
        network.train()
        losses: list[float] = []
        for batch in todo:
            _rate(optimizer, step / steps)
            losses.append(_step(network, optimizer, batch))
            step += 1
            _average(average, network, min(AVERAGE, step / (step + 20)))
            if step % 20 == 0:
                report(Progress(epoch, step, steps, sum(losses) / len(losses), False), average)
                losses = []
        report(Progress(epoch, step, steps, sum(losses) / max(1, len(losses)), True), average)
    return average


def _epoch(
    texts: Sequence[Annotated], pieces: Pieces, pool: Pool, chance: random.Random, course: Course
) -> list[Batch]:
    varied = [vary(t, pool, chance) if chance.random() < course.varied else t for t in texts]
    return batches([w for t in varied for w in windows(t, pieces, chance)], chance, size=course.pieces)


def _step(network: Recogniser, optimizer: torch.optim.Optimizer, batch: Batch) -> float:
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(batch.pieces, batch.shapes, batch.gaps, batch.mask, batch.firsts, batch.there)
    flat = scores.float().reshape(-1, scores.shape[-1])
    loss = network.loss(flat[batch.places], batch.allowed, batch.words)
    optimizer.zero_grad()
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _groups(network: Recogniser, rate: float) -> list[dict[str, object]]:
    """Parameters by rate and decay of weights."""
    depth = len(network.layers)
    found: dict[tuple[float, float], list[Tensor]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        part = name.split(".")[0]
        if part in ("scores", "shape", "gap"):
            of_part = rate * NEW_PARTS
        elif part == "transitions":
            of_part = rate * TRANSITIONS
        elif part == "layers":
            of_part = rate * DECAY_OF_LAYERS ** (depth - 1 - int(name.split(".")[1]))
        else:
            of_part = rate * DECAY_OF_LAYERS**depth
        decay = 0.01 if parameter.ndim > 1 and part != "transitions" else 0.0
        found[of_part, decay].append(parameter)
    return [
        {"params": parameters, "lr": of_part, "full_rate": of_part, "weight_decay": decay}
        for (of_part, decay), parameters in found.items()
    ]


def _rate(optimizer: torch.optim.Optimizer, done: float) -> None:
    share = min(1.0, done / WARM_UP) * max(LAST_RATE, 1 - done)
    for group in optimizer.param_groups:
        group["lr"] = group["full_rate"] * share


@torch.no_grad()
def _average(average: dict[str, Tensor], network: Recogniser, weight: float) -> None:
    for name, value in network.state_dict().items():
        average[name].lerp_(value, 1 - weight)
