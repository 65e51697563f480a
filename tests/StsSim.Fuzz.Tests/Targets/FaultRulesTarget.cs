using System.Text.Json;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;
using StsSim.Operations.Worlds;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Fault rules as the control API takes them: one that is accepted is understood by who compiles it, and reads the same once more.</summary>
internal sealed class FaultRulesTarget : FuzzTarget
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public override string Name => "faults";

    public override IReadOnlyList<string> Reached => [Accepted, "refused", "no JSON"];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw) => JsonMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(input, Strict);
            ReadTexts(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "no JSON"; // refused before the reader sees it
        }

        using (document)
        {
            IReadOnlyList<FaultRuleDefinition> rules = Weigh(() => Read(document.RootElement, out List<WorldFileError> found) is var read && found.Count == 0 ? read : null) ?? [];
            IReadOnlyList<FaultRuleDefinition> same = Read(document.RootElement, out List<WorldFileError> errors);
            ReadErrors.Check(errors.Count == 0, errors);
            if (errors.Count > 0)
            {
                return "refused";
            }

            Assert.Equal(same, rules);
            Assert.All(rules, rule =>
            {
                FaultRule compiled = FaultRulesReader.Compile(rule, out IReadOnlyList<WorldFileError> faults);
                Assert.Empty(faults);
                Assert.Same(rule, compiled.Definition);
                CheckChances(compiled);
                using JsonDocument written = JsonDocument.Parse(rule.Json, Strict);
                var found = new List<WorldFileError>();
                FaultRuleDefinition again = FaultRulesReader.Read(new JsonCursor(written.RootElement, "$", found), rule.Id);
                Assert.Empty(found);
                Assert.Equal(rule.Json, again.Json);
            });
            return Accepted;
        }
    }

    // As a request would draw them, early and late in the life of the rule.
    private static void CheckChances(FaultRule rule)
    {
        for (ulong request = 0; request < 8; request++)
        {
            var draw = new FaultDraw(ruleKey: 1, request);
            Assert.InRange(rule.Delay?.Draw(ref draw) ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1));
            Assert.InRange(rule.Schedule?.ShareAt(TimeSpan.FromSeconds(Math.Pow(10, request) - 2)) ?? 0, 0, 1);
        }
    }

    private static IReadOnlyList<FaultRuleDefinition> Read(JsonElement list, out List<WorldFileError> errors)
    {
        errors = [];
        return FaultRulesReader.ReadAll(new JsonCursor(list, "$", errors));
    }

    // The control API looks at every text before it reads on.
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
