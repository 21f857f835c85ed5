"""Everything that takes pupils out of the classroom, in the order in which one stands on the other."""

from config.demo import hosts, meetings, placements, slot_requests, trips
from config.demo.diary import Diary
from config.demo.world import World


def build(world: World) -> None:
    diary = Diary(world)
    received = hosts.build(world)
    trips.build(world, diary, received)
    slot_requests.build(world, received)
    meetings.build(world, diary)
    placements.build(world, received)
