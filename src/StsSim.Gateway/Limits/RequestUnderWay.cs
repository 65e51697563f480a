using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Limits;

/// <summary>
/// A request from the end of its head until it is answered: what its connection receives meanwhile is of the body, which has a
/// limit of its own, and after it of the next head.
/// </summary>
internal readonly struct RequestUnderWay : IDisposable
{
    private readonly MeteredInput? _input;

    private RequestUnderWay(MeteredInput? input)
    {
        _input = input;
        input?.EndHead();
    }

    public static RequestUnderWay Begin(HttpContext context) => new(context.Features.Get<MeteredInput>());

    public void Dispose() => _input?.BeginHead();
}
