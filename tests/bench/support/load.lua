-- wrk's script: the paths of a file in turn; a line of numbers at the end. After a path and a tab may stand its own
-- If-None-Match. Arguments after `--`: the file, then Accept-Encoding or nothing, then Cookie or nothing.
local requests, turn = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local path, tag = string.match(line, "^([^\t]*)\t?(.*)$")
        local headers = {}
        if (arguments[2] or "") ~= "" then headers["Accept-Encoding"] = arguments[2] end
        if (arguments[3] or "") ~= "" then headers["Cookie"] = arguments[3] end
        if tag ~= "" then headers["If-None-Match"] = tag end
        table.insert(requests, wrk.format("GET", path, headers))
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
