namespace StsSim.Federation.Saml;

/// <summary>How large XML from outside may be.</summary>
/// <param name="Attributes">Of one element, namespace declarations included.</param>
internal readonly record struct XmlBounds(int Characters, int Depth, int Elements, int Attributes);
