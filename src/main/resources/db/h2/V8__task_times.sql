-- Until now the scheduler's times were the digits of UTC under the offset of whatever zone the machine had when it wrote
-- them: 02:30:20-05 in New York for 02:30:20 UTC. The digits are right. Adding its offset to such a time leaves the instant
-- that they mean in UTC, whichever zones the machine has gone through.
update scheduled_tasks set
    execution_time = dateadd(second, extract(timezone_hour from execution_time) * 3600
        + extract(timezone_minute from execution_time) * 60
        + extract(timezone_second from execution_time), execution_time) at time zone 'UTC',
    last_success = dateadd(second, extract(timezone_hour from last_success) * 3600
        + extract(timezone_minute from last_success) * 60
        + extract(timezone_second from last_success), last_success) at time zone 'UTC',
    last_failure = dateadd(second, extract(timezone_hour from last_failure) * 3600
        + extract(timezone_minute from last_failure) * 60
        + extract(timezone_second from last_failure), last_failure) at time zone 'UTC',
    last_heartbeat = dateadd(second, extract(timezone_hour from last_heartbeat) * 3600
        + extract(timezone_minute from last_heartbeat) * 60
        + extract(timezone_second from last_heartbeat), last_heartbeat) at time zone 'UTC';
