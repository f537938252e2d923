"""What goes over the wire, by area. Input is checked for type here; whether it makes sense is the domain's to say."""
