namespace StsSim.Compatibility.Tests.Iam;

/// <summary>Policy documents that tests need, on one line as most clients send them.</summary>
public static class PolicyTexts
{
    public static string Allow(string action, string resource = "*") => Statement("Allow", action, resource);

    public static string Deny(string action, string resource = "*") => Statement("Deny", action, resource);

    /// <summary>Allows an action where a condition key has a value.</summary>
    public static string AllowWhere(string action, string key, string value) =>
        Allow(action).Replace("}]", ",\"Condition\":{\"StringEquals\":{\"" + key + "\":\"" + value + "\"}}}]", StringComparison.Ordinal);

    private static string Statement(string effect, string action, string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"}]}""";
}
