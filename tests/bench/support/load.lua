-- wrk's script: the paths of a file in turn, with a header line or none; a line of numbers at the end.
-- Arguments after `--`: the file, then "Name: value".
local requests, turn = {}, 0

function init(arguments)
    for header in string.gmatch(arguments[2] or "", "[^\n]+") do
        local name, value = string.match(header, "^(.-): (.*)$")
        wrk.headers[name] = value
    end
    for path in io.lines(arguments[1]) do
        table.insert(requests, wrk.format("GET", path))
    end
    turn = math.random(#requests)
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("figures %d %d %.6f %.3f %.3f\n", summary.requests, failed, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3))
end
