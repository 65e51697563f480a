using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>How the requests of a flood were answered.</summary>
internal sealed class FloodAnswers
{
    private readonly TaskCompletionSource _hasShed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _served;
    private int _shed;
    private int _others;

    public int Served => _served;

    public int Others => _others;

    /// <summary>Ends once a hundred were shed.</summary>
    public Task HasShed => _hasShed.Task;

    public void Count(WireAnswer answer)
    {
        if (answer.Status == 200)
        {
            Interlocked.Increment(ref _served);
        }
        else if (answer.Status == 503 && answer.Headers.GetValueOrDefault("x-stssim-shed-by") == "overload")
        {
            if (Interlocked.Increment(ref _shed) == 100)
            {
                _hasShed.SetResult();
            }
        }
        else
        {
            Interlocked.Increment(ref _others);
        }
    }

    public override string ToString() => $"{_served} served, {_shed} shed, {_others} otherwise";
}
