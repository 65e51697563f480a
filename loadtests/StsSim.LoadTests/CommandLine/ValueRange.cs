namespace StsSim.LoadTests.CommandLine;

/// <summary>What a value must lie in, both ends included.</summary>
internal readonly record struct ValueRange<T>(T Least, T Most)
    where T : struct, IComparable<T>
{
    // NaN compares as less than any number, so it lies in no range.
    public bool Holds(T value) => value.CompareTo(Least) >= 0 && value.CompareTo(Most) <= 0;
}
