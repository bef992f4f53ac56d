// The first line of each names it and its version: the local test server knows them by that, since it has no Lua.

/** Beside the counters, whose names have no dot. */
export const ORIGIN_FIELD = '.origin';

/**
 * Key: the hash of the counters. Arguments: a random number, the step (0 or 1), the most counters, their names. Adds the
 * step to each, and replies with the origin and the counts. What is no number is replaced by the random one first, as
 * one step: no reply that was garbled on its way can have a sound counter replaced.
 */
export const countScript = `-- reprise count 1
local hash, random, step = KEYS[1], ARGV[1], tonumber(ARGV[2])
local function sound(text)
  return text and (text == '0' or string.match(text, '^[1-9]%d*$')) and tonumber(text) <= 2251799813685248
end
local kind = redis.call('TYPE', hash)
if type(kind) == 'table' then kind = kind.ok end
if kind ~= 'hash' or redis.call('HLEN', hash) > tonumber(ARGV[3]) or
  not sound(redis.call('HGET', hash, '${ORIGIN_FIELD}')) or
  tonumber(redis.call('HGET', hash, '${ORIGIN_FIELD}')) < 4294967296 then
  redis.call('DEL', hash)
  redis.call('HSET', hash, '${ORIGIN_FIELD}', random)
end
local reply = { redis.call('HGET', hash, '${ORIGIN_FIELD}') }
for index = 4, #ARGV do
  local count = redis.call('HGET', hash, ARGV[index])
  if count and not sound(count) then redis.call('HSET', hash, ARGV[index], random) end
  if step > 0 then redis.call('HINCRBY', hash, ARGV[index], step) end
  reply[index - 2] = redis.call('HGET', hash, ARGV[index]) or '0'
end
return reply`;

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
