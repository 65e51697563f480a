using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.Tags;

/// <summary>Something that carries tags, as far as they are concerned.</summary>
/// <param name="With">The change that gives it other tags; <see langword="null"/> where it only is to be read.</param>
internal sealed record TagHolder(IReadOnlyDictionary<string, string> Tags, Func<IReadOnlyDictionary<string, string>, AccountChange>? With);
