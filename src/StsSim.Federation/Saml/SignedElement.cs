namespace StsSim.Federation.Saml;

/// <summary>Which element of a response carries a signature; identity providers differ in this.</summary>
public enum SignedElement
{
    Assertion,
    Response,
    Both,
}
