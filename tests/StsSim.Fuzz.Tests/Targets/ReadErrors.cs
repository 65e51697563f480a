using StsSim.Operations.Worlds;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>What every reader of our own files owes to who wrote the file.</summary>
internal static class ReadErrors
{
    /// <summary>Either there is a value, or there are errors, and each of them says where and what.</summary>
    public static void Check(bool isRead, IReadOnlyList<WorldFileError> errors)
    {
        Assert.Equal(isRead, errors.Count == 0);
        foreach (WorldFileError error in errors)
        {
            Assert.StartsWith("$", error.Path, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(error.Reason), error.Path);
        }
    }
}
