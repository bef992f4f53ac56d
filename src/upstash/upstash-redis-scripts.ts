// The first line of each names it and its version: the local test server knows them by that, since it has no Lua.

/**
 * Keys: the value, the record, the notes. Arguments: the member, the value, its expiry (empty: none), its score, its
 * note, the limit, how many to keep, and what value keys begin with. As one step, so that no writer comes between the
 * count and what is dropped for it. Replies with members and notes by turns.
 */
export const writeScript = `-- reprise write 1
if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])
else redis.call('SET', KEYS[1], ARGV[2], 'PXAT', ARGV[3]) end
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
if ARGV[5] ~= '' then redis.call('HSET', KEYS[3], ARGV[1], ARGV[5]) end
local count = redis.call('ZCARD', KEYS[2])
if count <= tonumber(ARGV[6]) then return {} end
local oldest = redis.call('ZPOPMIN', KEYS[2], math.min(count - tonumber(ARGV[7]), 1000))
local dropped = {}
for index = 1, #oldest, 2 do
  local member = oldest[index]
  dropped[index] = member
  dropped[index + 1] = redis.call('HGET', KEYS[3], member) or ''
  redis.call('HDEL', KEYS[3], member)
  redis.call('DEL', ARGV[8] .. member)
end
return dropped`;

/** Keys: the record, the notes. Arguments: what value keys begin with, then the members. Replies with the number of values. */
export const deleteScript = `-- reprise delete 1
local deleted = 0
for index = 2, #ARGV do
  redis.call('ZREM', KEYS[1], ARGV[index])
  redis.call('HDEL', KEYS[2], ARGV[index])
  deleted = deleted + redis.call('DEL', ARGV[1] .. ARGV[index])
end
return deleted`;

/** Key: the lease. Arguments: the token, milliseconds. Whoever doesn't hold the lease changes nothing. */
export const renewScript = `-- reprise renew 1
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

/** Key: the lease. Argument: the token. */
export const releaseScript = `-- reprise release 1
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;
