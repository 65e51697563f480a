using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Observatory;

/// <summary><c>POST /_stssim/assertions</c>: whether clients did as expected; as JSON, or as JUnit XML for a CI to show.</summary>
internal sealed class AssertionRoutes(Operations.Observation.Observatory observatory) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_stssim/assertions", (RequestDelegate)CheckAsync);

    private async Task CheckAsync(HttpContext context)
    {
        (ClientAssertions? assertions, IReadOnlyList<WorldFileError> errors) = await ControlText.ReadAsync<ClientAssertions>(context, ClientAssertions.Read);
        string? format = context.Request.Query["format"];
        if (format is not (null or "json" or "junit"))
        {
            errors = [.. errors, new WorldFileError("format", "is json or junit")];
        }

        if (assertions is null || errors.Count > 0)
        {
            await Problem.Invalid(errors).WriteAsync(context.Response);
            return;
        }

        IReadOnlyList<CheckedExpectation> expectations = await observatory.CheckAsync(assertions);
        if (format == "junit")
        {
            await JUnitXml.WriteAsync(context.Response, "StsSim assertions", expectations);
            return;
        }

        await ControlJson.WriteAsync(context.Response, new
        {
            Held = expectations.All(expectation => expectation.Outcome == ExpectationOutcome.Held),
            Expectations = expectations.Select(ReportJson.Of),
        });
    }
}
