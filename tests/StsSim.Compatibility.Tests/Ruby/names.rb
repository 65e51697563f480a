# The names of the service model and those of the SDKs for Ruby: SAMLAssertion is :saml_assertion.

def ruby_name(name)
  name.gsub(/([A-Z]+)([A-Z][a-z])/, '\1_\2').gsub(/([a-z])([A-Z])/, '\1_\2').downcase.to_sym
end

def ruby_names(value)
  case value
  when Hash then value.to_h { |name, member| [ruby_name(name), ruby_names(member)] }
  when Array then value.map { |member| ruby_names(member) }
  else value
  end
end

def service_names(value)
  case value
  when Struct then service_names(value.to_h)
  when Hash then value.to_h { |name, member| [name.to_s.split('_').map(&:capitalize).join, service_names(member)] }
  when Time then value.iso8601
  else value
  end
end
