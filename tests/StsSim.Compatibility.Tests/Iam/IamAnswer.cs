using System.Xml.Linq;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>An answer of IAM, read by paths of element names below its result.</summary>
public sealed record IamAnswer(string Action, WireAnswer Wire)
{
    private static readonly XNamespace Iam = "https://iam.amazonaws.com/doc/2010-05-08/";

    private XElement? Result => XElement.Parse(Wire.Body).Element(Iam + $"{Action}Result");

    /// <summary>Asserts that the call succeeded, in the form all answers of IAM have.</summary>
    public IamAnswer IsSuccess()
    {
        Assert.True(Wire.Status == 200, Wire.Body);
        XElement root = XElement.Parse(Wire.Body);
        Assert.Equal(Iam + $"{Action}Response", root.Name);
        Assert.Equal(Wire.Headers["x-amzn-RequestId"], root.Element(Iam + "ResponseMetadata")!.Element(Iam + "RequestId")!.Value);
        return this;
    }

    /// <summary>Asserts the exact refusal.</summary>
    public void IsRefusal(int status, string code, string? message)
    {
        XElement? error = XElement.Parse(Wire.Body).Element(Iam + "Error");
        Assert.Equal((status, code, message), (Wire.Status, error?.Element(Iam + "Code")?.Value, error?.Element(Iam + "Message")?.Value));
    }

    /// <summary>The text of the only element at a path, e.g. <c>User/UserName</c>.</summary>
    public string Text(string path) => Assert.Single(Elements(path)).Value;

    /// <summary>The texts of all elements at a path, e.g. <c>Users/member/UserName</c>.</summary>
    public string[] Texts(string path) => [.. Elements(path).Select(element => element.Value)];

    public bool Has(string path) => Elements(path).Any();

    private IEnumerable<XElement> Elements(string path) => path.Split('/').Aggregate<string, IEnumerable<XElement>>(
        Result is null ? [] : [Result], (elements, name) => elements.Elements(Iam + name));
}
