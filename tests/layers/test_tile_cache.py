from layers.tile_cache import OVERHEAD_BYTES, TileCache
from layers.tiles import Tile

PAGE = Tile(b"x" * 600, 0)


def cache_of(name: str, tiles: int) -> TileCache:
    """Room for that many tiles like PAGE."""
    return TileCache(name, {"OPTIONS": {"MAX_BYTES": tiles * (600 + OVERHEAD_BYTES)}})


def test_a_tile_comes_back_as_it_went_in():
    cache = cache_of("same", 1)
    cache.set("a", PAGE)
    assert (cache.get("a"), cache.get("b"), cache.get("b", "nothing")) == (PAGE, None, "nothing")


def test_the_tile_asked_longest_ago_makes_room():
    cache = cache_of("room", 2)
    cache.set("a", PAGE)
    cache.set("b", PAGE)
    cache.get("a")
    cache.set("c", PAGE)
    assert [cache.get(key) for key in "abc"] == [PAGE, None, PAGE]


def test_a_tile_set_again_is_counted_once():
    cache = cache_of("again", 2)
    for key in "aaab":
        cache.set(key, PAGE)
    assert [cache.get(key) for key in "ab"] == [PAGE, PAGE]


def test_a_tile_larger_than_the_cache_is_not_kept_and_drives_nothing_out():
    cache = cache_of("large", 1)
    cache.set("a", PAGE)
    cache.set("huge", Tile(b"x" * 5000, 0))
    assert [cache.get(key) for key in ("huge", "a")] == [None, PAGE]


def test_without_room_nothing_is_kept():
    cache = cache_of("none", 0)
    cache.set("a", PAGE)
    assert cache.get("a") is None


def test_threads_share_one_store_and_clearing_empties_it():
    """Django makes a cache object for each thread."""
    cache_of("shared", 1).set("a", PAGE)
    other = cache_of("shared", 1)
    seen = other.get("a")
    other.clear()
    other.set("b", PAGE)
    assert (seen, other.get("a"), other.get("b")) == (PAGE, None, PAGE)
