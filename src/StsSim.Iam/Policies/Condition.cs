namespace StsSim.Iam.Policies;

/// <summary>One line of a <c>Condition</c> element: an operator, a condition key and the values to compare with.</summary>
/// <param name="Key">As written; condition keys ignore case.</param>
/// <param name="Values">Numbers and booleans as the text JSON spells them with.</param>
public sealed record Condition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values);
