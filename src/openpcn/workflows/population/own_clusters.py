"""Clusters of a user's own, beside those that are shipped: what each is said to be."""

from __future__ import annotations

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.rulebook.clusters import SYSTEMS, Cluster, cluster_called, is_own
from openpcn.rulebook.statuses import Status


def described(cluster: str, *, system: str, meaning: str) -> Cluster:
    """What a cluster is; one of the user's own is as `system` and `meaning` say.

    NotFound where it is neither; NotRight where too little is said of one's own, or something else
    of one that is shipped.
    """
    if not is_own(cluster):
        return _shipped(cluster, system=system, meaning=meaning)
    if system not in SYSTEMS or not meaning:
        raise NotRight(
            f"{cluster} would be a cluster of your own, of which nothing is known yet.",
            next_step=f"Say --system (one of {', '.join(SYSTEMS)}) and --meaning, in a few words.",
        )
    return Cluster(
        name=cluster,
        system=system,
        kind="observation",
        meaning=meaning,
        published="",
        status=Status.DERIVED,
    )


def _shipped(cluster: str, *, system: str, meaning: str) -> Cluster:
    try:
        about = cluster_called(cluster)
    except NotFound as trouble:
        raise NotFound(
            trouble.message,
            next_step=f"{trouble.next_step} One of your own begins with OWN_, such as OWN_FALLS.",
        ) from None
    if meaning or system not in ("", about.system):
        raise NotRight(
            f"{cluster} is shipped: it holds codes of {about.system}, for: {about.meaning}.",
            next_step="Leave out --system and --meaning, or give a cluster of your own a name that "
            "begins with OWN_.",
        )
    return about
