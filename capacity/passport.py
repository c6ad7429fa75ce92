"""An answer that anybody can have recomputed: the figures, all that they rest on, and a seal over both."""

import hashlib
import json
from typing import Any

from capacity.models import NodeCapacity
from capacity.records import NodeRecord
from capacity.selectors import Answer
from capacity.services import VERSION, Recomputed, recompute
from layers.models import Publication

FIGURES = (
    *("capacity_kw", "capacity_accepted_kw", "capacity_pending_kw", "fast_track_kw", "fast_track_criterion"),
    *("installable_kw", "injectable_kw", "limiting_criterion", "limiting_asset", "confidence", "assumed", "reason"),
)


class PassportError(Exception):
    """What does not hold, as a sentence."""


def issue(publication: Publication, answer: Answer) -> dict[str, Any]:
    run = answer.node.run
    document = {
        "kind": "pasaporte de capacidad",
        "method": VERSION,
        "engine": run.engine,
        "publication": publication.number,
        "data_as_of": publication.cutoff_on.isoformat(),
        "technology": "fv",
        "node": answer.node.id,
        "feeder_id": answer.node.feeder_id,
        "transformer_id": answer.node.transformer_id,
        "figures": figures_of(answer.node),
        "criteria": answer.node.criteria,
        "parameters": run.parameters,
        "input_hash": run.input_hash,
        "caveat": "Estimación referencial: no reemplaza la respuesta de la distribuidora.",
    }
    return {**document, "seal": seal(document)}


def figures_of(node: NodeCapacity | NodeRecord) -> dict[str, Any]:
    return {name: getattr(node, name) for name in FIGURES}


def seal(document: dict[str, Any]) -> str:
    """Over the canonical text: keys in order, no blanks."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(document: dict[str, Any]) -> Recomputed:
    """Recompute and compare. Raises PassportError with the first thing that is not as the passport says."""
    claimed = {name: value for name, value in document.items() if name != "seal"}
    if document.get("seal") != seal(claimed):
        raise PassportError("El sello no corresponde al contenido: el pasaporte fue cambiado.")
    if document.get("method") != VERSION:
        raise PassportError(
            f"El pasaporte es del método {document.get('method')}; este portal calcula con el {VERSION}."
        )
    publication = Publication.objects.filter(pk=int(document.get("publication") or 0)).first()
    if publication is None:
        raise PassportError(f"La publicación {document.get('publication')} ya no está en este portal.")
    again = recompute(publication, str(document["feeder_id"]), str(document["node"]), document["parameters"])
    if again.input_hash != document["input_hash"]:
        raise PassportError("Los datos de la red no son los que dice el pasaporte.")
    if again.record is None:
        raise PassportError("Ese nodo no se puede evaluar con los datos de la publicación.")
    compare(document["figures"], figures_of(again.record))
    return again


def compare(claimed: dict[str, Any], found: dict[str, Any]) -> None:
    for name, value in found.items():
        if claimed.get(name) != value:
            raise PassportError(f"{name}: el pasaporte dice {claimed.get(name)} y el cálculo da {value}.")
