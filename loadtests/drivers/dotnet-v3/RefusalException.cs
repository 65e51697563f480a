namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>An error that has a code and did not come out of the SDK.</summary>
internal sealed class RefusalException(string code) : Exception(code);
