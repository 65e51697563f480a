namespace StsSim.Iam.Policies;

/// <summary>A name in a policy's text that stands for an AWS principal.</summary>
/// <param name="Text">Unescaped: an ARN, an account id, a unique id or <c>*</c>.</param>
/// <param name="Path">Where it stands, e.g. <c>$.Statement[0].Principal.AWS</c>.</param>
public readonly record struct PrincipalName(string Text, string Path);
