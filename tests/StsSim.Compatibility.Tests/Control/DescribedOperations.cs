using Microsoft.OpenApi;

namespace StsSim.Compatibility.Tests.Control;

internal static class DescribedOperations
{
    /// <summary>The operations of a document, named as <c>GET /path</c>.</summary>
    public static IEnumerable<(string Name, OpenApiOperation Operation)> Operations(this OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations!
        select ($"{operation.Key.Method} {path.Key}", operation.Value);
}
