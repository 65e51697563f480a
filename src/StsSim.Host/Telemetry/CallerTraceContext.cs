using System.Diagnostics;

namespace StsSim.Host.Telemetry;

/// <summary>
/// Finds the trace a caller is in: by <c>traceparent</c> and, where there is none, by AWS's
/// <c>X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>, in any order.
/// </summary>
internal sealed class CallerTraceContext(DistributedContextPropagator w3c) : DistributedContextPropagator
{
    private const string Header = "X-Amzn-Trace-Id";

    public override IReadOnlyCollection<string> Fields { get; } = [.. w3c.Fields, Header];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => w3c.Inject(activity, carrier, setter);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        w3c.ExtractBaggage(carrier, getter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        w3c.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        if (traceId is null && getter is not null)
        {
            getter(carrier, Header, out string? header, out _);
            traceId = Read(header);
        }
    }

    /// <summary>The header as a <c>traceparent</c>, or <see langword="null"/> where it names no trace and span.</summary>
    internal static string? Read(string? header)
    {
        ReadOnlySpan<char> root = default, parent = default;
        bool isSampled = true; // unless it says that it is not; without a word the decision is left to the server
        foreach (Range range in header.AsSpan().Split(';'))
        {
            ReadOnlySpan<char> member = header.AsSpan(range).Trim();
            if (member.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
            {
                root = member["Root=".Length..];
            }
            else if (member.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase))
            {
                parent = member["Parent=".Length..];
            }
            else if (member.Equals("Sampled=0", StringComparison.OrdinalIgnoreCase))
            {
                isSampled = false;
            }
        }

        if (root.Length != 35 || parent.Length != 16 || !root.StartsWith("1-", StringComparison.Ordinal) || root[10] != '-')
        {
            return null;
        }

        string context = $"00-{root[2..10]}{root[11..]}-{parent}-{(isSampled ? "01" : "00")}".ToLowerInvariant();
        return ActivityContext.TryParse(context, traceState: null, out _) ? context : null;
    }
}
