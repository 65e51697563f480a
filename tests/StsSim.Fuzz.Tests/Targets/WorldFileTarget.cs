using System.Text;
using System.Text.Json;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>World files: what is read and written is read again as the same world.</summary>
internal sealed class WorldFileTarget : FuzzTarget
{
    public override string Name => "world";

    public override IReadOnlyList<string> Reached => [Accepted, "refused", "no JSON"];

    // A template stands for as many identities as it says, up to a million.
    public override long MostAllocatedBytes(byte[] input) =>
        input.AsSpan().IndexOf("count"u8) >= 0 || input.AsSpan().IndexOf(@"\u"u8) >= 0 ? long.MaxValue : base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw) => JsonMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        string json = Encoding.UTF8.GetString(input);
        World? world = null;
        IReadOnlyList<WorldFileError> errors = Weigh(() =>
        {
            world = WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> found);
            return found;
        });
        ReadErrors.Check(world is not null, errors);
        if (world is null)
        {
            return errors[0].Reason.StartsWith("is not JSON", StringComparison.Ordinal) ? "no JSON" : "refused";
        }

        string written = Write(world);
        World? again = WorldFileReader.Read(written, out IReadOnlyList<WorldFileError> faults);
        Assert.True(again is not null, $"What was written is not read: {string.Join('\n', faults)}");
        Assert.Equal(written, Write(again));
        Assert.Equal(JsonSerializer.Serialize(world), JsonSerializer.Serialize(again));
        return Accepted;
    }

    private static string Write(World world)
    {
        using var output = new MemoryStream();
        WorldFileWriter.WriteAsync(output, world, schema: null, withSecrets: true).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
