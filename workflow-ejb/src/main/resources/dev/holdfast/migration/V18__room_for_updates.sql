-- Steps of waits and events are updated soon after they are inserted. And what is inserted is not to go to old pages that have
-- room for one more row: after a checkpoint each such page goes to the log whole. See docs/decisions/0036.

${room for updates of steps and events}
