/**
 * `kit/slots.ts` in Lua, so that a reservation is atomic for all processes and uses Redis's clock.
 * KEYS: one per limit. ARGV: `reserve`, traffic, patience, then per limit its calls and window, and those reserved for
 * answers (0 0: none); or `penalise` and a number of milliseconds. All times are in milliseconds.
 * Returns whether a slot was reserved (1 or 0), and in how many milliseconds it starts or the caller should retry.
 */
export const PACE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function load(key)
  local text = redis.call('GET', key)
  local state = text and cjson.decode(text) or { s = {}, a = {}, line = 0, till = 0, at = 0 }
  local back = math.max(0, state.at - now)
  if back > 0 then
    for _, list in ipairs({ state.s, state.a }) do
      for i = 1, #list do list[i] = list[i] - back end
    end
    state.line = state.line - back
    state.till = state.till - back
  end
  state.at = now
  return state
end

local function save(key, state, window, kept)
  local last = math.max(state.line, state.till)
  if #state.s > 0 then last = math.max(last, state.s[#state.s] + window) end
  if #state.a > 0 then last = math.max(last, state.a[#state.a] + kept) end
  redis.call('SET', key, cjson.encode(state), 'PX', math.max(1000, last - now + 1000))
end

if ARGV[1] == 'penalise' then
  local state = load(KEYS[1])
  state.till = math.max(state.till, now + tonumber(ARGV[2]))
  local left = redis.call('PTTL', KEYS[1])
  save(KEYS[1], state, math.max(0, left), math.max(0, left))
  return { 1, 0 }
end

local function place(list, moment)
  for i = 1, #list do
    if list[i] > moment then return i end
  end
  return #list + 1
end

local function fits(list, calls, window, moment)
  local at = place(list, moment)
  local function item(i)
    if i < at then return list[i] end
    if i == at then return moment end
    return list[i - 1]
  end
  for first = math.max(1, at - calls), at do
    local last = item(first + calls)
    if last and last - item(first) < window then return false end
  end
  return true
end

local function earliest(list, calls, window, from)
  if fits(list, calls, window, from) then return from end
  for i = 1, #list do
    local moment = list[i] + window
    if moment > from and fits(list, calls, window, moment) then return moment end
  end
  return from
end

local answer = ARGV[2] == 'answer'
local patience = tonumber(ARGV[3])
local limits = {}
for i, key in ipairs(KEYS) do
  local base = 3 + (i - 1) * 4
  local limit = {
    key = key, state = load(key),
    calls = tonumber(ARGV[base + 1]), window = tonumber(ARGV[base + 2]),
    keptCalls = tonumber(ARGV[base + 3]), keptWindow = tonumber(ARGV[base + 4]),
  }
  for _, part in ipairs({ { 's', limit.window }, { 'a', limit.keptWindow } }) do
    local alive = {}
    for _, slot in ipairs(limit.state[part[1]]) do
      if slot + part[2] > now then alive[#alive + 1] = slot end
    end
    limit.state[part[1]] = alive
  end
  limit.kept = answer and limit.keptCalls > 0
  limits[i] = limit
end

local function nextSlot(limit, from)
  local open = math.max(from, limit.state.till)
  local common = earliest(limit.state.s, limit.calls, limit.window, open)
  if not limit.kept then return common end
  return math.min(common, earliest(limit.state.a, limit.keptCalls, limit.keptWindow, open))
end

local slot, previous = now, -1
while previous ~= slot do
  previous = slot
  for _, limit in ipairs(limits) do slot = nextSlot(limit, slot) end
end

local go = slot - now <= patience
local back = math.max(now + 1, slot - patience)
for _, limit in ipairs(limits) do
  local state = limit.state
  if go then
    local list = state.s
    if limit.kept and earliest(list, limit.calls, limit.window, slot) > slot then list = state.a end
    table.insert(list, place(list, slot), slot)
  else
    local own = nextSlot(limit, now)
    if own - now > patience then
      state.line = math.max(own - math.floor(patience / 2), state.line + math.ceil(limit.window / limit.calls))
      back = math.max(back, state.line)
    end
  end
  save(limit.key, state, limit.window, limit.keptWindow)
end
if go then return { 1, slot - now } end
return { 0, back - now }
`;
