using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>How an invocation ended, as far as that is known.</summary>
/// <param name="Succeeded"><see langword="null"/> while another attempt may come.</param>
internal readonly record struct InvocationEnd(bool? Succeeded, GiveUpReason? GaveUp)
{
    public static InvocationEnd Success { get; } = new(Succeeded: true, GaveUp: null);

    public static InvocationEnd Open { get; } = new(Succeeded: null, GaveUp: null);

    public static InvocationEnd GivenUp(GiveUpReason reason) => new(Succeeded: false, reason);
}
